package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.MachineShot;
import io.runtimeservice.simulator.table.TableCall;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has been reached can be reached again: image, config and secret versions. */
class GenerationsTest {

  private static final String TAG_1 = "registry.fly.io/checkout:v1";
  private static final String TAG_2 = "registry.fly.io/checkout:v2";
  private static final String CRASHES = "registry.fly.io/checkout:crashes";
  private static final String CANARY_1 = "postgres://hunter2-one";
  private static final String CANARY_2 = "postgres://hunter2-two";
  private static final Duration ROLLED_OUT = Duration.ofMinutes(3);

  private final Universe world = new Universe();

  @BeforeEach
  void fill() {
    world.secrets.put(new SecretReference("checkout/db", "1"), Map.of("url", CANARY_1));
    world.secrets.put(new SecretReference("checkout/db", "2"), Map.of("url", CANARY_2));
    world.fly.registry().put(CRASHES, new ImageBehaviour.Exits(1, false, Duration.ofSeconds(1)));
    world.app("checkout", Samples.app());
    world.replica();
  }

  private static String spec(String image, String mode, int secretVersion) {
    return """
    {'image': '%s', 'commit': 'commit-%s', 'config': {'MODE': '%2$s', 'ONLY_%2$s': 'x'},
     'secrets': {'DATABASE_URL': {'ref': 'checkout/db', 'version': '%d', 'key': 'url'}}}
    """
        .formatted(image, mode, secretVersion);
  }

  private EnvironmentKey serving(String type) {
    String spec = spec(TAG_1, "slow", 1);
    var key =
        world.environment(
            "checkout",
            type,
            type.equals("production") ? Samples.production(spec) : Samples.preview(spec));
    world.pass(ROLLED_OUT);
    return key;
  }

  private void respecify(EnvironmentKey key, Value.Tree fields) {
    world.change(
        key,
        record -> {
          var spec = record.tree("spec");
          for (var field : fields.fields().entrySet()) {
            spec = spec.with(field.getKey(), field.getValue());
          }
          return record.with("spec", spec);
        });
    world.pass(ROLLED_OUT);
  }

  private List<Value.Tree> generations(EnvironmentKey key) {
    return world.table.generations(key).stream()
        .sorted(Comparator.comparing(it -> it.whole("seq").orElseThrow()))
        .toList();
  }

  /** All that a rollback has to bring back. */
  private record Like(String imageDigest, Map<String, String> env, Map<String, String> secrets) {}

  private Like machine() {
    MachineShot machine = world.onlyMachine();
    return new Like(machine.image().digest(), world.env(machine), machine.secrets());
  }

  @ParameterizedTest
  @ValueSource(strings = {"preview", "production"})
  void what_history_says_of_a_generation_brings_back_image_config_and_secret_versions(String type) {
    var key = serving(type);
    var first = machine();
    respecify(key, Universe.tree(spec(TAG_2, "fast", 2)));
    var second = machine();
    assertThat(second.imageDigest()).isNotEqualTo(first.imageDigest());
    assertThat(second.env()).isNotEqualTo(first.env());
    assertThat(second.secrets()).isNotEqualTo(first.secrets());
    assertThat(world.table.status(key).whole("readyGeneration")).contains(2L);

    world.fly.registry().move(TAG_1, "sha256:" + "9".repeat(64));
    respecify(key, generations(key).getFirst().tree("spec"));

    assertThat(machine()).isEqualTo(first);
    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(world.table.status(key).whole("readyGeneration")).contains(3L);
    var told = generations(key);
    assertThat(told)
        .extracting(it -> it.whole("generation").orElseThrow())
        .containsExactly(1L, 2L, 3L);
    assertThat(told.getLast().tree("spec")).isEqualTo(told.getFirst().tree("spec"));
    assertThat(world.violations()).isEmpty();
  }

  @Test
  void a_generation_is_told_with_what_its_tag_meant_the_merged_config_and_secrets_by_reference() {
    var key = serving("production");
    var told = generations(key);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().text("tag")).contains("v1");
    assertThat(told.getFirst().text("digest"))
        .isEqualTo(world.table.runtime(key).flatMap(it -> it.text("digest")));
    assertThat(told.getFirst().tree("spec"))
        .isEqualTo(
            Universe.tree(
                """
                {'image': 'registry.fly.io/checkout@%s', 'commit': 'commit-slow',
                 'config': {'LOG_LEVEL': 'info', 'MODE': 'slow', 'ONLY_slow': 'x'},
                 'secrets': {'DATABASE_URL': {'ref': 'checkout/db', 'version': '1', 'key': 'url'}}}
                """
                    .formatted(world.onlyMachine().image().digest())));
    assertThat(Json.write(told.getFirst())).doesNotContain("hunter2");
  }

  @Test
  void it_is_told_once_and_at_rest_nothing_is_written() {
    var key = serving("preview");
    long writes = world.table.counts().writes();
    for (int i = 0; i < 3; i++) {
      world.mark(key);
      world.pass(Duration.ofHours(2));
    }
    assertThat(world.table.counts().of(TableCall.REACH)).isOne();
    assertThat(world.table.counts().of(TableCall.GENERATIONS)).as("read by a pass").isZero();
    assertThat(world.table.counts().writes()).isEqualTo(writes);
  }

  @Test
  void what_is_repaired_is_no_other_generation() {
    var key = serving("preview");
    String app = world.onlyApp();
    world
        .fly
        .machines()
        .destroy(world.us, new MachineDesk.Path(app, world.onlyMachine().id()), true);
    world.pass(ROLLED_OUT);
    assertThat(world.machines(app)).hasSize(1);
    assertThat(generations(key)).hasSize(1);
    assertThat(world.table.counts().of(TableCall.REACH)).isOne();
  }

  /** Nor are its tries taken for somebody else's changes, however many they are. */
  @Test
  void a_release_that_does_not_work_is_not_told_and_is_no_drift() {
    var key = serving("production");
    respecify(key, Universe.tree("{'image': '" + CRASHES + "'}"));
    world.pass(Duration.ofHours(1));
    assertThat(generations(key)).hasSize(1);
    assertThat(world.condition(key, "Synced").text("reason")).contains("CrashLoop");
    respecify(key, generations(key).getFirst().tree("spec"));
    assertThat(generations(key))
        .extracting(it -> it.whole("generation").orElseThrow())
        .containsExactly(1L, 3L);
  }

  /** The app's record changes without a generation, and is restored as well. */
  @Test
  void what_the_apps_record_changes_is_told_as_well() {
    var key = serving("preview");
    world.app("checkout", Samples.app().replace("'LOG_LEVEL': 'info'", "'LOG_LEVEL': 'debug'"));
    world.mark(key);
    world.pass(ROLLED_OUT);
    assertThat(generations(key))
        .extracting(it -> it.tree("spec").tree("config").text("LOG_LEVEL").orElse(""))
        .containsExactly("info", "debug");
    assertThat(generations(key))
        .extracting(it -> it.whole("generation").orElseThrow())
        .containsExactly(1L, 1L);
  }

  @Test
  void a_table_that_does_not_take_it_fails_nothing() {
    world.trouble =
        call ->
            call.action().equals("reach")
                ? new Perturbation.RequestLost()
                : new Perturbation.None();
    var key = serving("preview");
    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(generations(key)).isEmpty();
  }
}
