package io.runtimeservice.reconciler.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.reconciler.limit.RetryBudget.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

  private static final long START = Duration.ofHours(-3).toNanos();
  private static final long MINUTE = RetryBudget.GROWS_EVERY.toNanos();

  private final RetryBudget budget = new RetryBudget(START);

  private int admitted(int tries, long nowNanos) {
    int admitted = 0;
    for (int i = 0; i < tries; i++) {
      if (budget.admits("list a", nowNanos) != Verdict.DENIED) {
        admitted++;
        budget.unanswered("list a");
      }
    }
    return admitted;
  }

  @Test
  void what_is_new_is_always_admitted() {
    for (int i = 0; i < 1000; i++) {
      assertThat(budget.admits("list " + i, START)).isEqualTo(Verdict.FIRST);
      budget.unanswered("list " + i);
    }
  }

  @Test
  void what_was_not_answered_is_asked_again_a_few_times_and_then_once_a_minute() {
    budget.unanswered("list a");
    assertThat(admitted(100, START)).isEqualTo(RetryBudget.AT_ONCE_MAX);
    assertThat(admitted(100, START + MINUTE - 1)).isZero();
    assertThat(admitted(100, START + MINUTE)).isEqualTo(1);
    assertThat(admitted(100, START + 4 * MINUTE)).isEqualTo(3);
  }

  @Test
  void one_more_time_is_told_from_the_first_and_from_one_too_many() {
    budget.unanswered("list a");
    assertThat(budget.admits("list a", START)).isEqualTo(Verdict.AGAIN);
    admitted(100, START);
    assertThat(budget.admits("list a", START)).isEqualTo(Verdict.DENIED);
  }

  @Test
  void time_saves_up_no_more_than_may_be_asked_at_once() {
    budget.unanswered("list a");
    assertThat(admitted(100, START + 1000 * MINUTE)).isEqualTo(RetryBudget.AT_ONCE_MAX);
  }

  @Test
  void ten_that_are_new_make_room_for_one_retry() {
    budget.unanswered("list a");
    admitted(100, START);
    for (int i = 0; i < 11; i++) {
      budget.admits("new " + i, START);
    }
    assertThat(admitted(100, START)).isEqualTo(1);
  }

  @Test
  void an_answer_to_anybody_lets_everybody_ask_again() {
    budget.unanswered("list a");
    admitted(100, START);
    budget.answered();
    assertThat(budget.admits("list a", START)).isEqualTo(Verdict.FIRST);
  }

  @Test
  void what_new_calls_have_made_room_for_is_gone_when_the_silence_is_over() {
    budget.unanswered("list a");
    for (int i = 0; i < 1000; i++) {
      budget.admits("new " + i, START);
    }
    budget.answered();
    budget.unanswered("list a");
    assertThat(admitted(100, START)).isEqualTo(RetryBudget.AT_ONCE_MAX);
  }

  @Test
  void its_circuit_is_open_while_nothing_may_be_asked_again() {
    assertThat(budget.circuit()).isEqualTo(RetryBudget.Circuit.CLOSED);
    budget.unanswered("list a");
    assertThat(budget.circuit()).isEqualTo(RetryBudget.Circuit.PROBING);
    admitted(100, START);
    assertThat(budget.circuit()).isEqualTo(RetryBudget.Circuit.OPEN);
    budget.answered();
    assertThat(budget.circuit()).isEqualTo(RetryBudget.Circuit.CLOSED);
  }
}
