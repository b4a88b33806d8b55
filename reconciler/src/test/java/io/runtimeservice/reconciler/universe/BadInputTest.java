package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said, changes nothing on Fly, and is over as soon as it is put right. */
class BadInputTest {

  private static final String CANARY = "hunter2-canary";

  private final Universe world = new Universe();

  @BeforeEach
  void somebodyWorks() {
    world.app("checkout", Samples.app());
    world.replica();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "image | 42 | spec.image",
        "image | 'not an image!!' | spec.image",
        "colour | 'blue' | spec.colour",
        "config | {'FLY_REGION': 'iad'} | FLY_REGION",
        "config | {'A': 1} | spec.config.A",
        "regions | ['atlantis'] | spec.regions",
        "regions | 'iad' | spec.regions",
        "secrets | {'DB': 'hunter2-canary'} | spec.secrets.DB",
        "secrets | {'DB': {'value': 'hunter2-canary'}} | spec.secrets.DB",
        "secrets | {'DB': {'ref': '../../etc', 'version': '1'}} | spec.secrets.DB.ref",
        "machines | 0 | spec.machines",
        "machines | 'two' | spec.machines",
        "guest | {'cpus': 3} | spec.guest",
        "addresses | ['v5'] | spec.addresses",
        "expiresAt | 'tomorrow' | spec.expiresAt",
        "certificates | [{'hostname': 'no spaces here'}] | spec.certificates[0].hostname",
      })
  void aWrongFieldIsRefusedByItsPathAndCorrectedConverges(String field, String value, String path) {
    var key = world.environment("checkout", "pr-1", Samples.preview(with(field, value)));
    world.pass(Duration.ofMinutes(2));

    var accepted = world.condition(key, "Accepted");
    assertThat(accepted.text("status")).contains("False");
    assertThat(accepted.text("message").orElse("")).contains(path);
    assertThat(world.mutatingSince(0)).isEmpty();
    assertThat(Json.write(world.table.status(key))).doesNotContain(CANARY);

    world.change(key, record -> record.with("spec", Universe.tree(Samples.spec(Samples.IMAGE_1))));
    world.pass(Duration.ofSeconds(1));
    world.until(key, "Ready");
  }

  private static String with(String field, String value) {
    return field.equals("image")
        ? "{'image': " + value + "}"
        : "{'image': '" + Samples.IMAGE_1 + "', '" + field + "': " + value + "}";
  }

  @Test
  void aWrongFieldOverARunningEnvironmentLeavesItRunning() {
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    long position = world.fly.ledger().position();

    world.spec(key, "machines", "-1");
    world.pass(Duration.ofMinutes(10));

    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(world.condition(key, "Ready").text("status")).contains("True");
    assertThat(world.condition(key, "Synced").text("status")).contains("False");
    assertThat(world.condition(key, "Accepted").text("message").orElse(""))
        .contains("spec.machines");
  }

  @Test
  void aSpecPastItsSizeIsRefused() {
    var key =
        world.environment(
            "checkout",
            "pr-1",
            Samples.preview(with("config", "{'BIG': '" + "x".repeat(70_000) + "'}")));
    world.pass(Duration.ofMinutes(1));

    assertThat(world.condition(key, "Accepted").text("status")).contains("False");
    assertThat(world.condition(key, "Accepted").text("message").orElse("")).contains("65536 bytes");
    assertThat(world.mutatingSince(0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{}",
        "{'v': 2, 'appId': 'checkout', 'environmentId': 'pr-1'}",
        "{'v': 1, 'appId': 'checkout', 'environmentId': 'pr-1', 'delete': true}",
        "{'v': 1, 'appId': '../checkout', 'environmentId': 'pr-1'}",
        "{'v': 1, 'appId': 'checkout', 'environmentId': 'PR-1'}",
        "{'v': '1', 'appId': 'checkout', 'environmentId': 'pr-1'}",
      })
  void anUnreadableMessageGoesToTheDeadLettersAndNothingElseHappens(String body) {
    world.queue.sendRaw(body.replace('\'', '"'), Map.of());

    world.pass(Duration.ofHours(1));

    assertThat(world.queue.deadLetters()).hasSize(1);
    assertThat(world.queue.size()).isZero();
    assertThat(world.flySince(0)).isEmpty();
  }

  @Test
  void anOversizedMessageGoesToTheDeadLetters() {
    world.queue.sendRaw(
        "{\"v\": 1, \"appId\": \"checkout\", \"environmentId\": \"pr-1\"}" + " ".repeat(2000),
        Map.of());

    world.pass(Duration.ofHours(1));

    assertThat(world.queue.deadLetters()).hasSize(1);
  }

  @Test
  void aMarkForAnEnvironmentThatDoesNotExistDoesNothing() {
    world.mark(EnvironmentKey.of("checkout", "pr-404"));
    world.mark(EnvironmentKey.of("nobody", "pr-1"));

    world.pass(Duration.ofMinutes(10));

    assertThat(world.flySince(0)).isEmpty();
    assertThat(world.queue.size()).isZero();
    assertThat(world.table.counts().writes()).isZero();
  }

  @Test
  void aHostNameIsNobodyElsesUntilItsAppIsKnownToBeGone() {
    String spec = with("certificates", "[{'hostname': 'shop.example.com'}]");
    var key = world.environment("checkout", "pr-1", Samples.preview(spec));
    world.pass(Duration.ofMinutes(1));
    world.desire(key, "deleted");

    for (int tenths = 0; !world.state(key).equals("Deleted"); tenths++) {
      assertThat(world.table.holder("shop.example.com"))
          .as("after %d ms", tenths * 100)
          .isPresent();
      assertThat(tenths).isLessThan(600);
      world.pass(Duration.ofMillis(100));
    }

    assertThat(world.table.holder("shop.example.com")).isEmpty();
  }

  @Test
  void aHostNameOfAnotherEnvironmentIsRefusedAndNamed() {
    String spec = with("certificates", "[{'hostname': 'shop.example.com'}]");
    var first = world.environment("checkout", "pr-1", Samples.preview(spec));
    world.pass(Duration.ofMinutes(1));
    var second = world.environment("checkout", "pr-2", Samples.preview(spec));
    world.pass(Duration.ofMinutes(1));

    assertThat(world.condition(second, "Accepted").text("status")).contains("False");
    assertThat(world.condition(second, "Accepted").text("message").orElse(""))
        .contains("shop.example.com");
    assertThat(world.apps()).hasSize(1);

    world.change(
        first, record -> record.with("spec", Universe.tree(Samples.spec(Samples.IMAGE_1))));
    world.pass(Duration.ofMinutes(1));
    world.mark(second);
    world.pass(Duration.ofMinutes(1));

    assertThat(world.condition(second, "Accepted").text("status")).contains("True");
    assertThat(world.apps()).hasSize(2);
  }

  @Test
  void aMissingSecretChangesNothingAndSaysWhichName() {
    String secrets = "{'DB': {'ref': 'checkout/db', 'version': '1', 'key': 'url'}}";
    var key = world.environment("checkout", "pr-1", Samples.preview(with("secrets", secrets)));
    world.pass(Duration.ofMinutes(1));

    assertThat(world.condition(key, "SecretsApplied").text("status")).contains("False");
    assertThat(world.condition(key, "SecretsApplied").text("message").orElse("")).contains("DB");
    assertThat(world.mutatingSince(0)).doesNotContain("secret_write", "machine_create");

    world.secrets.put(new SecretReference("checkout/db", "1"), Map.of("url", CANARY));
    world.pass(Duration.ofMinutes(6));

    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(Json.write(world.table.status(key))).doesNotContain(CANARY);
    assertThat(Json.write(world.table.runtime(key).orElseThrow())).doesNotContain(CANARY);
  }

  @Test
  void aMissingImageIsSaidAndLeavesTheOldOneServing() {
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.fly.registry().put(Samples.IMAGE_2, new ImageBehaviour.Missing());

    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(1));

    assertThat(world.condition(key, "Ready").text("status")).contains("True");
    assertThat(world.condition(key, "Synced").text("status")).contains("False");
    assertThat(world.condition(key, "ImageAvailable").text("status")).contains("False");
    assertThat(world.onlyMachine().config().text("image")).contains(Samples.IMAGE_1);
    assertThat(world.table.status(key).text("image")).contains(Samples.IMAGE_1);
  }
}
