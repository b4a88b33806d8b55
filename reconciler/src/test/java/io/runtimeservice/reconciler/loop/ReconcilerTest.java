package io.runtimeservice.reconciler.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.queue.Urgency;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many passes run, when, and over what. */
class ReconcilerTest {

  private static final EnvironmentKey ONE = EnvironmentKey.of("checkout", "pr-1");
  private static final EnvironmentKey TWO = EnvironmentKey.of("checkout", "pr-2");
  private static final EnvironmentKey THREE = EnvironmentKey.of("checkout", "pr-3");
  private static final EnvironmentKey FOUR = EnvironmentKey.of("checkout", "pr-4");
  private static final EnvironmentKey FIVE = EnvironmentKey.of("checkout", "pr-5");

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final LoopWorld world = new LoopWorld();
  private final Reconciler loop = world.loop;

  private void mark(EnvironmentKey... keys) {
    for (EnvironmentKey key : keys) {
      loop.mark(key);
    }
  }

  private void pass(Duration time) {
    world.time.advance(time);
  }

  @Test
  void a_mark_starts_a_pass_at_once() {
    mark(ONE);
    assertThat(world.starts).containsExactly(ONE);
    assertThat(loop.active()).isEqualTo(1);
    assertThat(loop.isBusyWith(ONE)).isTrue();
    assertThat(loop.isBusyWith(TWO)).isFalse();
  }

  @Test
  void no_more_passes_run_than_may_and_each_end_lets_the_next_one_start() {
    mark(ONE, TWO, THREE, FOUR, FIVE);
    assertThat(world.starts).containsExactly(ONE, TWO, THREE);
    assertThat(loop.active()).isEqualTo(LoopWorld.CONCURRENCY);
    assertThat(world.tally.stands(Metric.RECONCILE_ACTIVE)).isEqualTo(3);
    assertThat(world.tally.stands(Metric.QUEUE_DEPTH, "changed")).isEqualTo(2);
    pass(Duration.ofMinutes(1));
    assertThat(world.starts).hasSize(3);
    world.isGone(TWO);
    assertThat(world.starts).containsExactly(ONE, TWO, THREE, FOUR);
    world.isGone(ONE);
    assertThat(world.starts).containsExactly(ONE, TWO, THREE, FOUR, FIVE);
    assertThat(world.tally.stands(Metric.QUEUE_DEPTH, "changed")).isZero();
    assertThat(world.tally.timed(Metric.QUEUE_WAIT, Urgency.CHANGED.toString()))
        .containsExactly(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));
  }

  @Test
  void the_oldest_that_is_due_or_under_way_is_known_by_its_time() {
    assertThat(world.tally.stands(Metric.OLDEST_DIRTY)).isNaN();
    double start = world.time.now().getEpochSecond();
    mark(ONE, TWO, THREE);
    pass(SECOND.multipliedBy(5));
    mark(FOUR);
    assertThat(world.tally.stands(Metric.OLDEST_DIRTY)).isEqualTo(start);
    world.isGone(ONE);
    world.isGone(TWO);
    world.isGone(THREE);
    assertThat(world.tally.stands(Metric.OLDEST_DIRTY)).isEqualTo(start + 5);
    world.isGone(FOUR);
    assertThat(world.tally.stands(Metric.OLDEST_DIRTY)).isZero();
  }

  @Test
  void an_environment_is_never_in_two_passes_and_marks_during_one_cause_one_more() {
    mark(ONE);
    pass(SECOND.multipliedBy(2));
    mark(ONE, ONE);
    assertThat(world.passes(ONE)).isEqualTo(1);
    world.isGone(ONE);
    assertThat(world.passes(ONE)).isEqualTo(2);
    world.isGone(ONE);
    pass(Duration.ofHours(1));
    assertThat(world.passes(ONE)).isEqualTo(2);
  }

  @Test
  void a_pass_that_ends_at_once_is_followed_by_the_next_one_no_sooner_than_in_a_second() {
    mark(ONE);
    world.isGone(ONE);
    mark(ONE);
    pass(SECOND.minusNanos(1));
    assertThat(world.passes(ONE)).isEqualTo(1);
    pass(Duration.ofNanos(1));
    assertThat(world.passes(ONE)).isEqualTo(2);
  }

  @Test
  void the_oldest_pass_tells_for_how_long_something_has_been_going_on() {
    assertThat(loop.oldestPass()).isZero();
    pass(SECOND.multipliedBy(30));
    mark(ONE);
    pass(SECOND.multipliedBy(4));
    mark(TWO);
    pass(SECOND);
    assertThat(loop.oldestPass()).isEqualTo(SECOND.multipliedBy(5));
    world.isGone(ONE);
    assertThat(loop.oldestPass()).isEqualTo(SECOND);
    assertThat(world.tally.timed(Metric.RECONCILE_DURATION, "whole"))
        .containsExactly(SECOND.multipliedBy(5));
  }

  @Test
  void a_sweep_asks_only_for_what_nobody_is_busy_with() {
    mark(ONE);
    loop.sweep(ONE);
    world.isWrong(ONE);
    loop.sweep(ONE);
    pass(SECOND.multipliedBy(30));
    assertThat(world.passes(ONE)).as("its retry is due in minutes").isEqualTo(1);
    loop.sweep(TWO);
    assertThat(world.passes(TWO)).isEqualTo(1);
    world.isGone(TWO);
    assertThat(world.tally.counted(Metric.RECONCILE, "sweep", "gone")).isEqualTo(1);
  }

  @Test
  void a_mark_is_the_reason_whatever_else_asked() {
    mark(TWO, THREE, FOUR);
    loop.sweep(ONE);
    mark(ONE);
    for (var key : List.of(TWO, THREE, FOUR)) {
      world.isGone(key);
    }
    world.isGone(ONE);
    assertThat(world.tally.counted(Metric.RECONCILE, "mark", "gone")).isEqualTo(4);
  }

  @Test
  void a_drained_loop_starts_nothing_more_and_is_done_when_the_last_pass_is() {
    mark(ONE, TWO);
    var drained = loop.drain();
    assertThat(loop.isDraining()).isTrue();
    mark(THREE);
    assertThat(world.starts).containsExactly(ONE, TWO);
    world.isUnreadable(ONE);
    assertThat(drained.isComplete()).isFalse();
    world.isGone(TWO);
    assertThat(drained.succeeded()).isTrue();
    pass(Duration.ofHours(1));
    assertThat(world.starts).containsExactly(ONE, TWO);
    assertThat(world.time.timers()).isZero();
  }

  @Test
  void a_loop_without_passes_is_drained_at_once() {
    mark(ONE);
    world.isUnreadable(ONE);
    assertThat(loop.drain().succeeded()).isTrue();
    assertThat(world.time.timers()).isZero();
  }

  @Test
  void at_rest_nothing_is_remembered_and_no_timer_runs() {
    mark(ONE, TWO, THREE);
    world.isWrong(ONE);
    world.isUnreadable(TWO);
    world.isHeld(THREE);
    assertThat(loop.remembered()).as("three that are due, two of which have failed").isEqualTo(5);
    pass(SECOND.multipliedBy(3));
    mark(ONE);
    for (var key : List.of(ONE, TWO, THREE)) {
      world.isGone(key);
    }
    pass(SECOND);
    assertThat(loop.remembered()).isZero();
    assertThat(world.time.timers()).isZero();
  }
}
