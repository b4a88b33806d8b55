package io.runtimeservice.reconciler.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.reconciler.queue.DirtyQueue.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DirtyQueueTest {

  private static final EnvironmentKey A1 = EnvironmentKey.of("a", "one");
  private static final EnvironmentKey A2 = EnvironmentKey.of("a", "two");
  private static final EnvironmentKey A3 = EnvironmentKey.of("a", "three");
  private static final EnvironmentKey B1 = EnvironmentKey.of("b", "one");
  private static final EnvironmentKey C1 = EnvironmentKey.of("c", "one");

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final DirtyQueue queue = new DirtyQueue();

  /** Monotonic clocks start anywhere, also before zero. */
  private long now = -5_000_000_000L;

  private void mark(EnvironmentKey key) {
    queue.mark(key, Urgency.CHANGED, now);
  }

  private void background(EnvironmentKey key) {
    queue.mark(key, Urgency.BACKGROUND, now);
  }

  private void later(EnvironmentKey key, Duration after) {
    queue.markAt(key, Urgency.BACKGROUND, now + after.toNanos(), now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private List<EnvironmentKey> takeAll() {
    var taken = new ArrayList<EnvironmentKey>();
    for (var turn = queue.take(now); turn.isPresent(); turn = queue.take(now)) {
      taken.add(turn.orElseThrow().key());
    }
    return taken;
  }

  private void run(EnvironmentKey key) {
    assertThat(queue.take(now).map(Turn::key)).contains(key);
    queue.done(key, now);
  }

  @Test
  void a_thousand_marks_are_one_pass() {
    for (int i = 0; i < 1000; i++) {
      mark(A1);
    }
    assertThat(queue.depth(Urgency.CHANGED)).isEqualTo(1);
    assertThat(takeAll()).containsExactly(A1);
  }

  @Test
  void the_oldest_that_is_due_is_known_and_what_is_due_later_is_not_old() {
    assertThat(queue.oldestDueNanos(now)).isEmpty();
    later(A1, SECOND);
    assertThat(queue.oldestDueNanos(now)).isEmpty();
    long first = now + SECOND.toNanos();
    pass(SECOND.multipliedBy(3));
    assertThat(queue.oldestDueNanos(now)).hasValue(first);
    queue.take(now);
    assertThat(queue.oldestDueNanos(now)).isEmpty();
  }

  @Test
  void an_environment_is_never_handed_out_while_its_pass_runs() {
    mark(A1);
    queue.take(now);
    mark(A1);
    pass(Duration.ofMinutes(5));
    mark(A1);
    assertThat(queue.take(now)).isEmpty();
  }

  @Test
  void a_mark_in_a_pass_that_takes_longer_than_the_gap_waits_for_its_end() {
    mark(A1);
    queue.take(now);
    pass(DirtyQueue.GAP.multipliedBy(5));
    mark(A1);
    assertThat(queue.take(now)).isEmpty();
    queue.done(A1, now);
    run(A1);
  }

  @Test
  void marks_during_a_pass_cause_one_more() {
    mark(A1);
    queue.take(now);
    mark(A1);
    mark(A1);
    pass(SECOND);
    queue.done(A1, now);
    run(A1);
    pass(SECOND);
    assertThat(queue.take(now)).isEmpty();
  }

  @Test
  void a_pass_without_a_mark_during_it_is_the_last() {
    mark(A1);
    run(A1);
    pass(Duration.ofHours(1));
    assertThat(queue.take(now)).isEmpty();
  }

  @Test
  void an_environment_starts_at_most_once_a_second() {
    mark(A1);
    run(A1);
    mark(A1);
    assertThat(queue.nextDueNanos()).hasValue(now + SECOND.toNanos());
    pass(SECOND.minusNanos(1));
    assertThat(queue.take(now)).isEmpty();
    pass(Duration.ofNanos(1));
    run(A1);
  }

  @Test
  void the_second_counts_from_the_start_of_the_pass_and_not_from_its_end() {
    mark(A1);
    queue.take(now);
    mark(A1);
    pass(SECOND.multipliedBy(10));
    queue.done(A1, now);
    run(A1);
  }

  @Test
  void a_hot_environment_keeps_nobody_else_waiting() {
    mark(A1);
    run(A1);
    mark(A1);
    mark(A2);
    assertThat(takeAll()).containsExactly(A2);
  }

  @Test
  void what_changed_goes_before_the_background() {
    background(A1);
    background(B1);
    mark(A2);
    mark(C1);
    assertThat(takeAll()).containsExactly(A2, C1, A1, B1);
  }

  @Test
  void every_fourth_turn_is_the_background_s() {
    for (int i = 0; i < 9; i++) {
      mark(EnvironmentKey.of("hot", "pr-" + i));
    }
    background(A1);
    background(A2);
    var taken = takeAll();
    assertThat(taken.indexOf(A1)).isEqualTo(3);
    assertThat(taken.indexOf(A2)).isEqualTo(7);
    assertThat(taken).hasSize(11);
  }

  @Test
  void apps_take_turns() {
    for (var key : List.of(A1, A2, A3, B1, C1)) {
      mark(key);
    }
    assertThat(takeAll()).containsExactly(A1, B1, C1, A2, A3);
  }

  @Test
  void an_app_that_comes_back_waits_for_its_turn() {
    mark(A1);
    mark(B1);
    assertThat(queue.take(now).map(Turn::key)).contains(A1);
    mark(A2);
    mark(A3);
    assertThat(takeAll()).containsExactly(B1, A2, A3);
  }

  @Test
  void a_change_takes_what_waits_in_the_background_along() {
    background(A1);
    background(B1);
    mark(B1);
    assertThat(queue.depth(Urgency.CHANGED)).isEqualTo(1);
    assertThat(queue.depth(Urgency.BACKGROUND)).isEqualTo(1);
    assertThat(queue.take(now)).contains(new Turn(B1, Urgency.CHANGED, Duration.ZERO));
    assertThat(queue.take(now)).contains(new Turn(A1, Urgency.BACKGROUND, Duration.ZERO));
    assertThat(queue.take(now)).isEmpty();
  }

  @Test
  void the_background_does_not_slow_a_change_down() {
    mark(A1);
    background(A1);
    later(A1, Duration.ofMinutes(5));
    assertThat(queue.take(now)).contains(new Turn(A1, Urgency.CHANGED, Duration.ZERO));
  }

  @Test
  void what_is_due_later_waits_until_then() {
    later(A1, Duration.ofMinutes(5));
    assertThat(queue.take(now)).isEmpty();
    assertThat(queue.depth(Urgency.BACKGROUND)).isZero();
    assertThat(queue.nextDueNanos()).hasValue(now + Duration.ofMinutes(5).toNanos());
    pass(Duration.ofMinutes(5).minusNanos(1));
    assertThat(queue.take(now)).isEmpty();
    pass(Duration.ofNanos(1));
    run(A1);
  }

  @Test
  void the_earlier_time_counts_whichever_came_first() {
    later(A1, Duration.ofMinutes(5));
    later(A1, Duration.ofMinutes(1));
    later(B1, Duration.ofMinutes(1));
    later(B1, Duration.ofMinutes(5));
    pass(Duration.ofMinutes(1));
    assertThat(takeAll()).containsExactlyInAnyOrder(A1, B1);
    queue.done(A1, now);
    queue.done(B1, now);
    pass(Duration.ofMinutes(5));
    assertThat(queue.take(now)).isEmpty();
  }

  @Test
  void a_mark_does_not_wait_for_the_retry() {
    later(A1, Duration.ofMinutes(5));
    mark(A1);
    run(A1);
  }

  @Test
  void a_time_that_is_asked_for_during_a_pass_is_kept() {
    mark(A1);
    queue.take(now);
    later(A1, Duration.ofMinutes(5));
    pass(SECOND.multipliedBy(30));
    queue.done(A1, now);
    assertThat(queue.take(now)).isEmpty();
    pass(Duration.ofMinutes(5).minusSeconds(30));
    run(A1);
  }

  @Test
  void a_turn_says_how_long_it_waited_since_it_was_due() {
    mark(A1);
    later(B1, SECOND.multipliedBy(2));
    pass(SECOND.multipliedBy(3));
    assertThat(queue.take(now)).contains(new Turn(A1, Urgency.CHANGED, SECOND.multipliedBy(3)));
    assertThat(queue.take(now)).contains(new Turn(B1, Urgency.BACKGROUND, SECOND));
  }

  @Test
  void an_environment_at_rest_leaves_nothing_behind() {
    mark(A1);
    run(A1);
    assertThat(queue.size()).as("its second has to pass").isEqualTo(1);
    pass(SECOND);
    assertThat(queue.take(now)).isEmpty();
    assertThat(queue.size()).isZero();
    assertThat(queue.nextDueNanos()).isEqualTo(OptionalLong.empty());
  }

  @Test
  void a_retry_that_a_mark_has_overtaken_leaves_nothing_behind() {
    later(A1, Duration.ofMinutes(5));
    mark(A1);
    assertThat(queue.take(now).map(Turn::key)).contains(A1);
    pass(SECOND.multipliedBy(2));
    queue.done(A1, now);
    assertThat(queue.size()).isZero();
    assertThat(queue.nextDueNanos()).isEqualTo(OptionalLong.empty());
  }

  @Test
  void the_end_of_a_pass_that_nobody_knows_of_does_nothing() {
    queue.done(A1, now);
    assertThat(queue.size()).isZero();
    assertThat(queue.take(now)).isEmpty();
  }
}
