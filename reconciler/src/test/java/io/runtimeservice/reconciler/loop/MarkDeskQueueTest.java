package io.runtimeservice.reconciler.loop;

import static io.runtimeservice.reconciler.loop.HandQueue.mark;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.fixture.Tally;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the desk deals with the queue: receiving, deleting, keeping invisible, giving back. */
class MarkDeskQueueTest {

  private static final EnvironmentKey ONE = EnvironmentKey.of("shop", "pr-1");
  private static final EnvironmentKey TWO = EnvironmentKey.of("shop", "pr-2");

  private final ManualTime time = new ManualTime();
  private final HandQueue queue = new HandQueue();
  private final Tally tally = new Tally();
  private final MarkDesk desk = new MarkDesk(queue, time, tally, _ -> {});

  @BeforeEach
  void the_desk_is_open() {
    desk.open();
  }

  private void deliver(String receipt, EnvironmentKey key) {
    queue.deliver(mark(receipt, key, ManualTime.START));
  }

  private void pass(EnvironmentKey key) {
    desk.passStarts(key);
    desk.passEnded(key, true);
  }

  @Test
  void so_many_receives_wait_at_once_and_each_is_followed_by_another() {
    var receive = new HandQueue.Receive(MarkDesk.WAIT, MarkDesk.INVISIBLE);
    assertThat(queue.receives).isEqualTo(Collections.nCopies(MarkDesk.RECEIVERS, receive));
    deliver("r1", ONE);
    queue.deliver();
    assertThat(queue.receivers()).isEqualTo(MarkDesk.RECEIVERS);
    assertThat(queue.receives).hasSize(MarkDesk.RECEIVERS + 2).containsOnly(receive);
  }

  @Test
  void a_receive_that_fails_is_tried_again_after_a_moment() {
    queue.failReceive();
    assertThat(queue.receivers()).isEqualTo(MarkDesk.RECEIVERS - 1);
    time.advance(MarkDesk.RETRIED_AFTER.minusNanos(1));
    assertThat(queue.receivers()).isEqualTo(MarkDesk.RECEIVERS - 1);
    time.advance(Duration.ofNanos(1));
    assertThat(queue.receivers()).isEqualTo(MarkDesk.RECEIVERS);
  }

  @Test
  void with_so_many_marks_in_hand_no_more_are_taken_until_some_are_answered_for() {
    for (int i = 0; i < MarkDesk.HELD_MAX; i++) {
      deliver("r" + i, i == 0 ? TWO : ONE);
    }
    assertThat(desk.held()).isEqualTo(MarkDesk.HELD_MAX);
    queue.deliver();
    queue.deliver();
    assertThat(queue.receivers()).isZero();
    time.advance(MarkDesk.RETRIED_AFTER.multipliedBy(3));
    assertThat(queue.receivers()).isZero();
    pass(TWO);
    time.advance(MarkDesk.RETRIED_AFTER);
    assertThat(queue.receivers()).isEqualTo(MarkDesk.RECEIVERS);
  }

  @Test
  void deletions_wait_a_moment_for_others_to_share_a_call_with() {
    deliver("r1", ONE);
    deliver("r2", TWO);
    pass(ONE);
    int timers = time.timers();
    time.advance(MarkDesk.DELETED_WITHIN.minusNanos(1));
    pass(TWO);
    assertThat(queue.deletions).isEmpty();
    assertThat(time.timers()).as("one moment for both").isEqualTo(timers);
    time.advance(Duration.ofNanos(1));
    assertThat(queue.deletions).containsExactly(Set.of("r1", "r2"));
    time.advance(Duration.ofMinutes(1));
    assertThat(queue.deletions).hasSize(1);
  }

  @Test
  void a_full_call_waits_for_nobody() {
    for (int i = 0; i < MarkQueue.BATCH_MAX; i++) {
      deliver("r" + i, ONE);
    }
    pass(ONE);
    assertThat(queue.deleted()).hasSize(MarkQueue.BATCH_MAX);
  }

  @Test
  void what_could_not_be_deleted_is_tried_again() {
    deliver("r1", ONE);
    deliver("r2", ONE);
    queue.stuck.add("r2");
    pass(ONE);
    time.advance(MarkDesk.DELETED_WITHIN);
    assertThat(queue.deleted()).containsExactly("r1");
    queue.stuck.clear();
    time.advance(MarkDesk.RETRIED_AFTER);
    assertThat(queue.deletions).containsExactly(Set.of("r1", "r2"), Set.of("r2"));
    assertThat(tally.counted(Metric.MARKS, "deleted")).isEqualTo(2);
  }

  @Test
  void a_deletion_that_fails_as_a_whole_is_tried_again_as_a_whole() {
    deliver("r1", ONE);
    queue.down = true;
    pass(ONE);
    time.advance(MarkDesk.DELETED_WITHIN);
    assertThat(tally.counted(Metric.MARKS, "deleted")).isZero();
    queue.down = false;
    time.advance(MarkDesk.RETRIED_AFTER);
    assertThat(queue.deletions).containsExactly(Set.of("r1"), Set.of("r1"));
    assertThat(tally.counted(Metric.MARKS, "deleted")).isEqualTo(1);
  }

  @Test
  void a_mark_in_hand_is_kept_invisible_for_as_long_as_it_is_held() {
    deliver("r1", ONE);
    deliver("r2", TWO);
    desk.passStarts(ONE);
    time.advance(MarkDesk.EXTENDED_EVERY);
    assertThat(queue.extensions)
        .containsExactly(new HandQueue.Extension(Set.of("r1", "r2"), MarkDesk.INVISIBLE));
    desk.passEnded(ONE, true);
    time.advance(MarkDesk.EXTENDED_EVERY);
    assertThat(queue.extensions.getLast().receipts()).containsExactly("r2");
    pass(TWO);
    time.advance(MarkDesk.EXTENDED_EVERY.multipliedBy(10));
    assertThat(queue.extensions).as("calls while nothing is held").hasSize(2);
  }

  @Test
  void an_extension_that_fails_is_made_the_next_time() {
    deliver("r1", ONE);
    queue.down = true;
    time.advance(MarkDesk.EXTENDED_EVERY);
    queue.down = false;
    time.advance(MarkDesk.EXTENDED_EVERY);
    assertThat(queue.extensions).hasSize(2);
  }

  @Test
  void two_extensions_may_fail_before_a_mark_becomes_visible() {
    assertThat(MarkDesk.EXTENDED_EVERY.multipliedBy(3)).isLessThanOrEqualTo(MarkDesk.INVISIBLE);
  }

  @Test
  void closing_deletes_what_has_its_outcome_and_gives_the_rest_back_at_once() {
    deliver("r1", ONE);
    deliver("r2", TWO);
    pass(ONE);
    Answers.of(desk.close());
    assertThat(queue.deletions).containsExactly(Set.of("r1"));
    assertThat(queue.extensions)
        .containsExactly(new HandQueue.Extension(Set.of("r2"), Duration.ZERO));
  }

  @Test
  void after_the_end_nothing_more_is_taken_and_what_still_comes_is_given_back() {
    desk.stop();
    deliver("r1", ONE);
    queue.failReceive();
    time.advance(Duration.ofMinutes(5));
    assertThat(desk.held()).isZero();
    assertThat(queue.receives).hasSize(MarkDesk.RECEIVERS);
    assertThat(queue.extensions)
        .containsExactly(new HandQueue.Extension(Set.of("r1"), Duration.ZERO));
    assertThat(time.timers()).isZero();
  }

  @Test
  void what_is_held_when_it_stops_is_still_answered_for() {
    deliver("r1", ONE);
    desk.passStarts(ONE);
    desk.stop();
    desk.passEnded(ONE, true);
    Answers.of(desk.close());
    assertThat(queue.deleted()).containsExactly("r1");
    assertThat(queue.extensions).isEmpty();
  }

  @Test
  void closing_succeeds_though_the_queue_does_not_answer() {
    deliver("r1", ONE);
    deliver("r2", TWO);
    pass(ONE);
    queue.down = true;
    assertThat(desk.close().succeeded()).isTrue();
    time.advance(Duration.ofMinutes(5));
    assertThat(queue.deletions).hasSize(1);
    assertThat(time.timers()).isZero();
  }
}
