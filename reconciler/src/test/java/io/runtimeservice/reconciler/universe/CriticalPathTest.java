package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.simulator.fly.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A developer waits for what cannot be done at the same time, and for nothing else: from the mark
 * to Ready it takes hardly longer than the calls that need each other, and the machine's boot.
 */
class CriticalPathTest {

  /** What it may take of the longest way through what has to be done. */
  private static final double RATIO_MAX = 1.05;

  private static final Duration STEP = Duration.ofMillis(1);
  private static final Duration ANSWER = Pace.LIKE_FLY.answer();
  private static final Duration BOOT = Pace.LIKE_FLY.pull().plus(Pace.LIKE_FLY.start());

  private final Universe world = new Universe();

  private Duration untilReady(EnvironmentKey key, long generation) {
    Instant begun = world.time.now();
    while (!world.state(key).equals("Ready")
        || world.table.status(key).whole("readyGeneration").orElse(0L) != generation) {
      world.pass(STEP);
      assertThat(Duration.between(begun, world.time.now())).isLessThan(Duration.ofMinutes(5));
    }
    return Duration.between(begun, world.time.now());
  }

  private Map<String, Long> changesSince(long position) {
    return world.mutatingSince(position).stream()
        .collect(Collectors.groupingBy(it -> it, TreeMap::new, Collectors.counting()));
  }

  private static void assertOnPath(String what, Duration took, Duration path) {
    double ratio = took.toNanos() / (double) path.toNanos();
    System.out.printf(
        "critical path: %s takes %d ms, its longest way %d ms, ratio %.3f%n",
        what, took.toMillis(), path.toMillis(), ratio);
    assertThat(ratio).as(what).isBetween(1.0, RATIO_MAX);
  }

  @Test
  void a_preview_is_made_in_three_round_trips_and_its_boot_and_changed_in_two() {
    world.replica();
    world.secrets.put(new SecretReference("checkout/db", "1"), Map.of("url", "postgres://"));
    world.app("checkout", Samples.app());
    world.pass(Duration.ofMinutes(1));
    long position = world.fly.ledger().position();
    var key =
        world.environment(
            "checkout",
            "pr-1",
            Samples.preview(
                """
                {'image': '%s', 'certificates': [{'hostname': 'a.example.com'}],
                 'secrets': {'DB': {'ref': 'checkout/db', 'version': '1', 'key': 'url'}}}
                """
                    .formatted(Samples.IMAGE_1)));
    world.time.after(Duration.ofMillis(200), world::pasteDns);
    Duration made = untilServing(key);
    assertThat(changesSince(position))
        .isEqualTo(
            Map.of(
                "app_create", 1L,
                "address_assign", 2L,
                "secret_write", 1L,
                "certificate_request", 1L,
                "machine_create", 1L));
    assertOnPath("a new preview", made, ANSWER.multipliedBy(3).plus(BOOT));

    world.pasteDns();
    world.pass(Duration.ofMinutes(10));
    position = world.fly.ledger().position();
    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    Duration changed = untilReady(key, 2);
    assertThat(changesSince(position)).isEqualTo(Map.of("machine_update", 1L));
    assertOnPath("an update of a preview", changed, ANSWER.multipliedBy(2).plus(BOOT));
  }

  /** The certificate waits for somebody's DNS, and its machine does not. */
  private Duration untilServing(EnvironmentKey key) {
    Instant begun = world.time.now();
    while (world.condition(key, "Ready").text("status").filter("True"::equals).isEmpty()) {
      world.pass(STEP);
      assertThat(Duration.between(begun, world.time.now())).isLessThan(Duration.ofMinutes(5));
    }
    return Duration.between(begun, world.time.now());
  }
}
