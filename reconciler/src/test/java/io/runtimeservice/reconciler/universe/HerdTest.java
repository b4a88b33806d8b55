package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** P15 and P16: there is a great deal to do, and nobody is kept waiting by anybody else. */
class HerdTest {

  /** More than enough: the turn of a single app comes at once. */
  private static final Duration TURN = Duration.ofSeconds(5);

  private static final String MISSING = "registry.fly.io/checkout:missing";
  private static final int FEW = 100;

  private final Universe world = new Universe(15);

  private Oracles watched(Duration startsWithin) {
    var oracles = new Oracles(world, startsWithin);
    Run.furnish(world, "none");
    world.app("other", Samples.app());
    return oracles;
  }

  private EnvironmentKey other() {
    return world.environment("other", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
  }

  @Test
  void one_that_always_fails_keeps_nobody_waiting() {
    var oracles = watched(TURN);
    world.fly.registry().put(MISSING, new ImageBehaviour.Missing());
    world.replica();
    world.environment("checkout", "fails", Samples.preview(Samples.spec(MISSING)));
    world.pass(Duration.ofMinutes(5));
    long position = world.fly.ledger().position();

    var herd = Herd.of(world, FEW);
    herd.isReadyWithin(Duration.ofMinutes(10));

    assertThat(world.state(EnvironmentKey.of("checkout", "fails"))).isEqualTo("Blocked");
    assertThat(world.fly.ledger().since(position).stream().filter(it -> it.refused().isPresent()))
        .as("tries in vain")
        .hasSizeLessThan(5);
    Herd.holds("P15 one environment that always fails", world, oracles);
  }

  @Test
  void one_that_is_always_hot_keeps_nobody_waiting() {
    var oracles = watched(TURN);
    world.replica();
    var hot = other();
    for (int i = 0; i < 3000; i++) {
      world.time.after(Duration.ofMillis(100L * i), () -> world.mark(hot));
    }

    Herd.of(world, FEW).isReadyWithin(Duration.ofMinutes(10));

    world.pass(Duration.ofMinutes(5));
    Herd.holds("P15 one environment that is always hot", world, oracles);
  }

  @Test
  void an_app_with_ten_thousand_dirty_environments_keeps_no_other_waiting() {
    int size = Boolean.getBoolean("universe.full") ? 10_000 : 2_000;
    var oracles = watched(Duration.ofMinutes(15));
    world.replica();
    for (int i = 0; i < size; i++) {
      world.environment("checkout", "pr-" + i, Samples.preview("{'image': 'what?'}"));
    }
    world.pass(Duration.ofSeconds(2));

    var key = other();
    long begunAt = world.time.nanos();
    world.until(key, "Ready");

    assertThat(Duration.ofNanos(world.time.nanos() - begunAt)).isLessThan(Duration.ofSeconds(30));
    world.pass(Duration.ofMinutes(5));
    assertThat(world.queue.size()).isZero();
    Herd.holds("P15 one app with %d dirty environments".formatted(size), world, oracles);
  }

  @Test
  void all_replicas_restart_with_everything_dirty() {
    var oracles = watched(Duration.ofMinutes(5));
    world.replica();
    world.replica();
    var herd = Herd.of(world, FEW);
    herd.isReadyWithin(Duration.ofMinutes(10));

    herd.change();
    world.pass(Duration.ofSeconds(1));
    world.replicas().forEach(it -> it.wire().cut());
    world.time.after(Duration.ofSeconds(2), world::replica);
    world.time.after(Duration.ofSeconds(8), () -> world.replicas().forEach(it -> it.wire().cut()));
    world.time.after(Duration.ofSeconds(10), world::replica);

    herd.isReadyWithin(Duration.ofMinutes(10));
    Herd.holds("P16 restarts with %d dirty environments".formatted(FEW), world, oracles);
  }
}
