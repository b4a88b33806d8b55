package io.runtimeservice.reconciler.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What follows from how a pass ended: for the environment, and for the marks that asked for it. */
class ReconcilerOutcomeTest {

  private static final EnvironmentKey ONE = EnvironmentKey.of("checkout", "pr-1");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** How soon a lease that somebody else holds is looked at again. */
  private static final Duration HELD = Duration.ofSeconds(2);

  private final LoopWorld world = new LoopWorld();
  private final Reconciler loop = world.loop;

  /** Somebody sends a mark, and a pass starts. */
  private void marked() {
    world.engine.marks().open();
    world.queue.deliver(HandQueue.mark("r1", ONE, ManualTime.START));
    assertThat(world.passes(ONE)).isEqualTo(1);
  }

  /** The time until the next pass starts, to the tenth of a second. */
  private Duration untilNextPass() {
    long passes = world.passes(ONE);
    var waited = Duration.ZERO;
    while (world.passes(ONE) == passes) {
      assertThat(waited).isLessThan(Duration.ofHours(1));
      world.time.advance(SECOND.dividedBy(10));
      waited = waited.plus(SECOND.dividedBy(10));
    }
    return waited;
  }

  private void answered(boolean isAnswered) {
    world.time.advance(MarkDesk.DELETED_WITHIN);
    assertThat(world.queue.deleted()).isEqualTo(isAnswered ? Set.of("r1") : Set.of());
    assertThat(world.engine.marks().held()).isEqualTo(isAnswered ? 0 : 1);
  }

  private void rests() {
    long passes = world.passes(ONE);
    world.time.advance(Duration.ofHours(1));
    assertThat(world.passes(ONE)).isEqualTo(passes);
    assertThat(loop.remembered()).isZero();
  }

  private int attempts() {
    return world.statuses.getLast().status().whole("attempt").orElseThrow().intValue();
  }

  @Test
  void nothing_is_there_and_nothing_follows() {
    marked();
    world.isGone(ONE);
    answered(true);
    rests();
    assertThat(world.tally.counted(Metric.RECONCILE, "mark", "gone")).isEqualTo(1);
  }

  @Test
  void it_is_converged_and_nothing_follows() {
    marked();
    world.isDeleted(ONE);
    answered(true);
    rests();
    assertThat(world.tally.counted(Metric.RECONCILE, "mark", "converged")).isEqualTo(1);
  }

  @Test
  void what_waits_is_looked_at_again_when_it_says() {
    marked();
    world.isBeingDeleted(ONE);
    answered(true);
    assertThat(untilNextPass()).isBetween(SECOND.dividedBy(2), SECOND.multipliedBy(3));
    world.isDeleted(ONE);
    rests();
    assertThat(world.tally.counted(Metric.RECONCILE, "mark", "waiting")).isEqualTo(1);
    assertThat(world.tally.counted(Metric.RECONCILE, "retry", "converged")).isEqualTo(1);
  }

  @Test
  void what_waits_for_a_person_has_its_outcome_and_is_looked_at_every_five_minutes() {
    marked();
    world.isWrong(ONE);
    answered(true);
    assertThat(untilNextPass()).isBetween(MINUTE.multipliedBy(4), MINUTE.multipliedBy(6));
    assertThat(attempts()).isEqualTo(1);
    world.isWrong(ONE);
    assertThat(attempts()).isEqualTo(2);
    untilNextPass();
    world.isGone(ONE);
    rests();
  }

  @Test
  void a_success_starts_counting_tries_anew() {
    loop.mark(ONE);
    world.isWrong(ONE);
    untilNextPass();
    world.isWrong(ONE);
    untilNextPass();
    world.isDeleted(ONE);
    world.time.advance(SECOND);
    loop.mark(ONE);
    world.isWrong(ONE);
    assertThat(attempts()).isEqualTo(1);
  }

  @Test
  void a_pass_without_an_outcome_is_no_success() {
    loop.mark(ONE);
    world.isWrong(ONE);
    untilNextPass();
    world.isHeld(ONE);
    untilNextPass();
    world.isWrong(ONE);
    assertThat(attempts()).as("tries before and after somebody else held it").isEqualTo(2);
    world.overtaken = true;
    untilNextPass();
    world.isWrong(ONE);
    world.overtaken = false;
    untilNextPass();
    world.isWrong(ONE);
    assertThat(attempts()).as("tries before and after it had moved on").isEqualTo(3);
  }

  @Test
  void what_somebody_else_holds_keeps_its_marks_and_is_watched() {
    marked();
    world.isHeld(ONE);
    answered(false);
    for (int i = 0; i < 5; i++) {
      assertThat(untilNextPass()).isBetween(HELD.minusMillis(300), HELD);
      world.isHeld(ONE);
    }
    assertThat(world.tally.counted(Metric.RECONCILE, "retry", "held")).isEqualTo(5);
    untilNextPass();
    world.isGone(ONE);
    answered(true);
    rests();
  }

  @Test
  void what_has_moved_on_keeps_its_marks_and_is_looked_at_again_at_once() {
    marked();
    world.overtaken = true;
    world.isWrong(ONE);
    answered(false);
    assertThat(untilNextPass()).as("a start a second").isLessThanOrEqualTo(SECOND);
    world.overtaken = false;
    world.isWrong(ONE);
    answered(true);
    assertThat(world.tally.counted(Metric.RECONCILE, "mark", "overtaken")).isEqualTo(1);
    assertThat(world.tally.counted(Metric.RECONCILE, "retry", "troubled")).isEqualTo(1);
  }

  @Test
  void what_could_not_be_recorded_keeps_its_marks_and_is_tried_again_ever_more_slowly() {
    marked();
    world.isUnreadable(ONE);
    answered(false);
    var limit = Reconciler.TABLE_RETRY_MIN.multipliedBy(2);
    for (int i = 0; i < 12; i++) {
      assertThat(untilNextPass())
          .isGreaterThan(Reconciler.TABLE_RETRY_MIN.minusMillis(300))
          .isLessThanOrEqualTo(limit);
      world.isUnreadable(ONE);
      limit = limit.multipliedBy(2);
      limit = limit.compareTo(Reconciler.TABLE_RETRY_MAX) > 0 ? Reconciler.TABLE_RETRY_MAX : limit;
    }
    assertThat(world.tally.counted(Metric.RECONCILE, "retry", "unrecorded")).isEqualTo(12);
    untilNextPass();
    world.isGone(ONE);
    answered(true);
    rests();
  }

  @Test
  void tries_that_met_an_unreadable_table_are_not_all_spread_alike() {
    loop.mark(ONE);
    var waits = new HashSet<Duration>();
    for (int i = 0; i < 10; i++) {
      world.isUnreadable(ONE);
      waits.add(untilNextPass());
    }
    assertThat(waits).as("different waits").hasSizeGreaterThan(5);
  }

  @Test
  void a_mark_does_not_wait_for_the_retry() {
    loop.mark(ONE);
    world.isWrong(ONE);
    world.time.advance(SECOND.multipliedBy(2));
    loop.mark(ONE);
    assertThat(world.passes(ONE)).isEqualTo(2);
    world.isGone(ONE);
    rests();
  }
}
