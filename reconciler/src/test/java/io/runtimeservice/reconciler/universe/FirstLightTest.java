package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.secret.SecretReference;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a record to a running app, with every call counted. */
class FirstLightTest {

  private final Universe world = new Universe();

  @BeforeEach
  void somebodyWorks() {
    world.app("checkout", Samples.app());
    world.replica();
  }

  private EnvironmentKey preview(String spec) {
    return world.environment("checkout", "pr-1", Samples.preview(spec));
  }

  private EnvironmentKey ready(String spec) {
    var key = preview(spec);
    world.until(key, "Ready");
    world.pass(Duration.ofSeconds(30));
    return key;
  }

  @Test
  void aFreshPreviewTakesFourMutatingCalls() {
    var key = preview(Samples.spec(Samples.IMAGE_1));

    world.until(key, "Ready");

    assertThat(world.mutatingSince(0))
        .containsExactlyInAnyOrder(
            "app_create", "address_assign", "address_assign", "machine_create");
    assertThat(world.onlyMachine().config().text("image")).contains(Samples.IMAGE_1);
    assertThat(world.env(world.onlyMachine())).containsEntry("LOG_LEVEL", "info");
    assertThat(world.table.url(key)).contains("https://" + world.onlyApp() + ".fly.dev");
  }

  @Test
  void aConvergedEnvironmentCostsOneReadAndNothingElseHoweverOftenItIsLookedAt() {
    var key = ready(Samples.spec(Samples.IMAGE_1));
    long position = world.fly.ledger().position();
    long writes = world.table.counts().writes();

    for (int look = 0; look < 5; look++) {
      world.mark(key);
      world.pass(Duration.ofSeconds(10));
    }

    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(world.readsSince(position)).hasSize(5).containsOnly("machine_list");
    assertThat(world.table.counts().writes()).isEqualTo(writes);
    assertThat(world.queue.size()).isZero();
  }

  @Test
  void aChangeOfConfigIsOneMachineCall() {
    var key = ready(Samples.spec(Samples.IMAGE_1));
    long position = world.fly.ledger().position();

    world.spec(key, "config", "{'LOG_LEVEL': 'debug'}");
    world.pass(Duration.ofSeconds(1));
    world.until(key, "Ready");
    world.pass(Duration.ofMinutes(1));

    assertThat(world.mutatingSince(position)).containsExactly("machine_update");
    assertThat(world.env(world.onlyMachine())).containsEntry("LOG_LEVEL", "debug");
  }

  @Test
  void aChangeOfASecretIsOneSecretsCallAndOneMachineCall() {
    world.secrets.put(new SecretReference("checkout/db", "1"), Map.of("url", "postgres://one"));
    world.secrets.put(new SecretReference("checkout/db", "2"), Map.of("url", "postgres://two"));
    var key =
        ready(
            "{'image': '%s', 'secrets': {'DB': {'ref': 'checkout/db', 'version': '1', 'key': 'url'}}}"
                .formatted(Samples.IMAGE_1));
    long position = world.fly.ledger().position();

    world.spec(key, "secrets", "{'DB': {'ref': 'checkout/db', 'version': '2', 'key': 'url'}}");
    world.pass(Duration.ofSeconds(1));
    world.until(key, "Ready");
    world.pass(Duration.ofMinutes(1));

    assertThat(world.mutatingSince(position)).containsExactly("secret_write", "machine_update");
    assertThat(world.onlyMachine().secrets()).containsOnlyKeys("DB");
  }

  @Test
  void theDeletionOfAPreviewIsOneCall() {
    var key = ready(Samples.spec(Samples.IMAGE_1));
    long position = world.fly.ledger().position();

    world.desire(key, "deleted");
    world.until(key, "Deleted");
    world.pass(Duration.ofMinutes(1));

    assertThat(world.mutatingSince(position)).containsExactly("app_delete");
    assertThat(world.apps()).isEmpty();
  }

  @Test
  void aStoppedEnvironmentKeepsItsMachineAndStartsAgain() {
    var key = ready(Samples.spec(Samples.IMAGE_1));

    world.desire(key, "stopped");
    world.pass(Duration.ofMinutes(1));

    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(world.condition(key, "Ready").text("reason")).contains("Stopped");
    assertThat(world.onlyMachine().state()).hasToString("stopped");

    world.desire(key, "running");
    world.pass(Duration.ofMinutes(1));

    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(world.onlyMachine().state()).hasToString("started");
  }

  @Test
  void withoutAnImageEverythingButTheMachineIsPrepared() {
    var key = preview("{}");

    world.pass(Duration.ofMinutes(1));

    assertThat(world.state(key)).isEqualTo("Pending");
    assertThat(world.mutatingSince(0))
        .containsExactlyInAnyOrder("app_create", "address_assign", "address_assign");

    world.spec(key, "image", "'" + Samples.IMAGE_1 + "'");
    world.pass(Duration.ofSeconds(1));
    world.until(key, "Ready");

    assertThat(world.mutatingSince(0)).hasSize(4).endsWith("machine_create");
  }

  @Test
  void aCertificateIsAskedForAndItsRowsAreToldUntilTheZoneIsRight() {
    var key =
        preview(
            "{'image': '%s', 'certificates': [{'hostname': 'shop.example.com'}]}"
                .formatted(Samples.IMAGE_1));
    world.pass(Duration.ofMinutes(2));

    assertThat(world.state(key)).isEqualTo("Degraded");
    assertThat(world.table.status(key).text("waitingOn"))
        .as(() -> Json.write(world.table.status(key)))
        .contains("dns");
    assertThat(world.table.status(key).items("dns")).isNotEmpty();

    world.fly.dns().put("CNAME", "shop.example.com", world.onlyApp() + ".fly.dev");
    world.pass(Duration.ofMinutes(12));

    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(world.table.url(key)).contains("https://shop.example.com");
  }

  @Test
  void productionOutlivesItsGraceOnlyIfItIsWantedAgain() {
    var key =
        world.environment(
            "checkout", "production", Samples.production(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.change(
        key,
        record ->
            record
                .with("deletionProtection", Universe.value("false"))
                .with("desired", Universe.value("'deleted'")));
    world.pass(Duration.ofMinutes(5));
    assertThat(world.onlyMachine().state()).hasToString("stopped");

    world.desire(key, "running");
    world.pass(Duration.ofMinutes(2));
    assertThat(world.onlyMachine().state()).hasToString("started");

    world.desire(key, "deleted");
    world.pass(Duration.ofMinutes(15));
    assertThat(world.apps()).isEmpty();
    assertThat(world.state(key)).isEqualTo("Deleted");
  }

  @Test
  void recreateRemovesFirstAndThenCreates() {
    var key = ready("{'image': '%s', 'replacement': 'recreate'}".formatted(Samples.IMAGE_1));
    var before = world.onlyMachine().id();
    long position = world.fly.ledger().position();

    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofSeconds(1));
    world.until(key, "Ready");
    world.pass(Duration.ofMinutes(1));

    assertThat(world.mutatingSince(position)).containsExactly("machine_destroy", "machine_create");
    assertThat(world.onlyMachine().id()).isNotEqualTo(before);
    assertThat(world.onlyMachine().config().text("image")).contains(Samples.IMAGE_2);
  }
}
