package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.secret.SecretReference;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A replica dies at every call of a creation, before it and after it, and another one goes on. */
class CrashTest {

  private static final String SPEC =
      "{'image': '%s', 'secrets': {'DB': {'ref': 'checkout/db', 'version': '1', 'key': 'url'}}}"
          .formatted(Samples.IMAGE_1);

  private static Universe world() {
    var world = new Universe();
    world.app("checkout", Samples.app());
    world.secrets.put(new SecretReference("checkout/db", "1"), Map.of("url", "postgres://one"));
    return world;
  }

  /** How many calls an undisturbed creation makes; each of them can be the last. */
  static IntStream calls() {
    var world = world();
    var replica = world.replica();
    var key = world.environment("checkout", "pr-1", Samples.preview(SPEC));
    world.until(key, "Ready");
    return IntStream.rangeClosed(1, (int) replica.calls());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void dyingBeforeACallLosesAndDoublesNothing(int call) {
    var world = world();
    var first = world.replica();
    first.cutBefore(call);
    survives(world, first);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void dyingAfterACallLosesAndDoublesNothing(int call) {
    var world = world();
    var first = world.replica();
    first.cutAfter(call);
    survives(world, first);
  }

  private static void survives(Universe world, Lifeline first) {
    var key = world.environment("checkout", "pr-1", Samples.preview(SPEC));
    world.pass(Duration.ofSeconds(20));
    assertThat(first.isCut()).isTrue();

    world.replica();
    world.pass(Duration.ofMinutes(5));

    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(world.onlyMachine().state()).hasToString("started");
    assertThat(world.onlyMachine().secrets()).containsOnlyKeys("DB");
    assertThat(world.fly.addresses().list(world.us, world.onlyApp())).hasSize(2);
    assertThat(world.queue.size()).isZero();
    assertThat(world.table.runtime(key).orElseThrow().items("intents")).isEmpty();

    long position = world.fly.ledger().position();
    world.mark(key);
    world.pass(Duration.ofMinutes(1));
    assertThat(world.mutatingSince(position)).isEmpty();
  }

  @Test
  void twoReplicasMakeOneApp() {
    var world = world();
    world.replica();
    world.replica();
    var key = world.environment("checkout", "pr-1", Samples.preview(SPEC));
    world.mark(key);
    world.mark(key);
    world.mark(key);

    world.until(key, "Ready");
    world.pass(Duration.ofMinutes(2));

    assertThat(world.onlyMachine().state()).hasToString("started");
    assertThat(world.mutatingSince(0))
        .containsExactlyInAnyOrder(
            "app_create", "address_assign", "address_assign", "secret_write", "machine_create");
  }
}
