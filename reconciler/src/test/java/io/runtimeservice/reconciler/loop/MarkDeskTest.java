package io.runtimeservice.reconciler.loop;

import static io.runtimeservice.reconciler.loop.HandQueue.mark;
import static io.runtimeservice.reconciler.loop.HandQueue.markFrom;
import static io.runtimeservice.reconciler.loop.HandQueue.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Caller;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.fixture.Tally;
import io.runtimeservice.reconciler.pass.PassRequest.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mark is deleted only after a pass that started after its receipt has recorded its outcome. */
class MarkDeskTest {

  private static final EnvironmentKey ONE = EnvironmentKey.of("shop", "pr-1");
  private static final EnvironmentKey TWO = EnvironmentKey.of("shop", "pr-2");
  private static final Instant SENT = ManualTime.START.minusSeconds(7);

  private final ManualTime time = new ManualTime();
  private final HandQueue queue = new HandQueue();
  private final Tally tally = new Tally();
  private final List<EnvironmentKey> asked = new ArrayList<>();
  private final MarkDesk desk = new MarkDesk(queue, time, tally, asked::add);

  @BeforeEach
  void the_desk_is_open() {
    desk.open();
  }

  private void pass(EnvironmentKey key) {
    desk.passStarts(key);
    desk.passEnded(key, true);
  }

  private void deletionsAreMade() {
    time.advance(MarkDesk.DELETED_WITHIN);
  }

  @Test
  void each_mark_asks_for_a_look() {
    queue.deliver(mark("r1", ONE, SENT), mark("r2", TWO, SENT));
    queue.deliver(mark("r3", ONE, SENT));
    assertThat(asked).containsExactly(ONE, TWO, ONE);
    assertThat(desk.held()).isEqualTo(3);
    assertThat(tally.counted(Metric.MARKS, "accepted")).isEqualTo(3);
  }

  @Test
  void a_mark_is_deleted_after_a_pass_that_started_after_it_came() {
    queue.deliver(mark("r1", ONE, SENT));
    desk.passStarts(ONE);
    time.advance(Duration.ofSeconds(5));
    assertThat(queue.deletions).isEmpty();
    desk.passEnded(ONE, true);
    deletionsAreMade();
    assertThat(queue.deletions).containsExactly(Set.of("r1"));
    assertThat(desk.held()).isZero();
    assertThat(tally.counted(Metric.MARKS, "deleted")).isEqualTo(1);
  }

  @Test
  void a_mark_that_comes_during_a_pass_stays_for_the_next_one() {
    queue.deliver(mark("r1", ONE, SENT));
    desk.passStarts(ONE);
    queue.deliver(mark("r2", ONE, SENT));
    desk.passEnded(ONE, true);
    deletionsAreMade();
    assertThat(queue.deleted()).containsExactly("r1");
    assertThat(desk.held()).isEqualTo(1);
    pass(ONE);
    deletionsAreMade();
    assertThat(queue.deleted()).containsExactly("r1", "r2");
  }

  @Test
  void a_mark_that_comes_before_the_first_mark_s_pass_starts_is_answered_by_it_too() {
    queue.deliver(mark("r1", ONE, SENT));
    queue.deliver(mark("r2", ONE, SENT), mark("r3", ONE, SENT));
    pass(ONE);
    deletionsAreMade();
    assertThat(queue.deletions).containsExactly(Set.of("r1", "r2", "r3"));
  }

  @Test
  void a_pass_that_has_no_outcome_leaves_its_marks_for_the_next_one() {
    queue.deliver(mark("r1", ONE, SENT));
    desk.passStarts(ONE);
    queue.deliver(mark("r2", ONE, SENT));
    desk.passEnded(ONE, false);
    time.advance(Duration.ofMinutes(5));
    assertThat(queue.deletions).isEmpty();
    assertThat(desk.held()).isEqualTo(2);
    pass(ONE);
    deletionsAreMade();
    assertThat(queue.deleted()).containsExactly("r1", "r2");
  }

  @Test
  void a_pass_over_one_environment_answers_for_no_other() {
    queue.deliver(mark("r1", ONE, SENT), mark("r2", TWO, SENT));
    pass(ONE);
    deletionsAreMade();
    assertThat(queue.deleted()).containsExactly("r1");
  }

  @Test
  void a_pass_that_nobody_asked_for_has_nothing_to_answer_for() {
    assertThat(desk.passStarts(ONE)).isEqualTo(Asked.BY_NOBODY);
    desk.passEnded(ONE, true);
    deletionsAreMade();
    assertThat(queue.deletions).isEmpty();
  }

  @Test
  void a_mark_that_comes_in_the_middle_of_a_pass_that_nobody_asked_for_is_not_deleted_by_it() {
    desk.passStarts(ONE);
    queue.deliver(mark("r1", ONE, SENT));
    desk.passEnded(ONE, true);
    deletionsAreMade();
    assertThat(queue.deletions).isEmpty();
    assertThat(desk.held()).isEqualTo(1);
  }

  @Test
  void an_unreadable_mark_is_left_to_the_queue() {
    queue.deliver(unreadable("r1"), mark("r2", ONE, SENT));
    assertThat(asked).containsExactly(ONE);
    assertThat(desk.held()).isEqualTo(1);
    assertThat(tally.counted(Metric.MARKS, "malformed")).isEqualTo(1);
    time.advance(MarkDesk.EXTENDED_EVERY);
    pass(ONE);
    desk.close();
    assertThat(queue.deleted()).containsExactly("r2");
    assertThat(queue.extensions).noneMatch(it -> it.receipts().contains("r1"));
  }

  @Test
  void a_pass_is_told_when_it_was_first_asked_for() {
    queue.deliver(mark("r1", ONE, SENT.plusSeconds(2)), mark("r2", ONE, SENT));
    queue.deliver(mark("r3", ONE, SENT.plusSeconds(1)));
    assertThat(desk.passStarts(ONE).first()).contains(SENT);
  }

  @Test
  void a_mark_that_does_not_say_when_it_was_sent_counts_from_its_receipt() {
    time.advance(Duration.ofSeconds(3));
    queue.deliver(markFrom("r1", ONE, 1));
    time.advance(Duration.ofSeconds(3));
    assertThat(desk.passStarts(ONE).first()).contains(ManualTime.START.plusSeconds(3));
  }

  @Test
  void a_mark_that_comes_during_a_pass_counts_from_its_own_sending_in_the_next_one() {
    queue.deliver(mark("r1", ONE, SENT));
    desk.passStarts(ONE);
    queue.deliver(mark("r2", ONE, SENT.plusSeconds(5)));
    desk.passEnded(ONE, true);
    assertThat(desk.passStarts(ONE).first()).contains(SENT.plusSeconds(5));
  }

  @Test
  void what_a_pass_without_an_outcome_was_asked_for_the_next_one_is_asked_too() {
    queue.deliver(markFrom("r1", ONE, 17), mark("r2", ONE, SENT));
    var first = desk.passStarts(ONE);
    desk.passEnded(ONE, false);
    assertThat(first.first()).contains(SENT);
    assertThat(first.callers()).containsExactly(Caller.of(17));
    assertThat(first.known()).isTrue();
    assertThat(first.by()).contains("repository 17");
    assertThat(desk.passStarts(ONE)).isEqualTo(first);
  }

  @Test
  void a_pass_is_told_which_repositories_ask_and_an_answered_one_asks_no_more() {
    queue.deliver(markFrom("r1", ONE, 17), markFrom("r2", ONE, 18), markFrom("r3", ONE, 17));
    assertThat(desk.passStarts(ONE).callers())
        .containsExactlyInAnyOrder(Caller.of(17), Caller.of(18));
    queue.deliver(markFrom("r4", ONE, 19));
    desk.passEnded(ONE, true);
    assertThat(desk.passStarts(ONE).callers()).containsExactly(Caller.of(19));
  }
}
