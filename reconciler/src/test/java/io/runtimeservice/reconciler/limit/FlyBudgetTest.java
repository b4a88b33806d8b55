package io.runtimeservice.reconciler.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.fixture.Met;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.runtimeservice.reconciler.fixture.Tally;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlyBudgetTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final FlyAppName APP = new FlyAppName("app-1");

  private final ManualTime time = new ManualTime();
  private final Tally tally = new Tally();
  private final ScriptedFly fly =
      new ScriptedFly()
          .answers(MachineCall.ListAll.class, List.of())
          .answers(MachineCall.Start.class, Done.DONE);
  private final FlyBudget budget = new FlyBudget(FlyRates.DEFAULT, time, tally);
  private final Fly limited = budget.within(fly);

  @BeforeEach
  void weHaveMadeTheApp() {
    Met.meet(budget, APP);
    tally.forget();
  }

  private Future<?> list() {
    return limited.call(new MachineCall.ListAll(APP), DEADLINE);
  }

  private Future<?> start(int machine) {
    return limited.call(new MachineCall.Start(APP, new MachineId("m" + machine)), DEADLINE);
  }

  private List<Future<?>> lists(int howMany) {
    var futures = new ArrayList<Future<?>>();
    for (int i = 0; i < howMany; i++) {
      futures.add(list());
    }
    return futures;
  }

  @Test
  void what_is_within_the_burst_goes_through_at_once_and_as_it_is() {
    lists(3);
    assertThat(fly.calls()).isEqualTo(Collections.nCopies(3, new MachineCall.ListAll(APP)));
    assertThat(fly.deadlines()).containsOnly(DEADLINE);
    assertThat(tally.timed(Metric.FLY_BUDGET_WAIT, "machine_list")).containsOnly(Duration.ZERO);
    assertThat(time.timers()).isZero();
  }

  @Test
  void what_is_beyond_it_waits_until_its_token_has_grown() {
    lists(5);
    assertThat(fly.calls()).hasSize(3);
    assertThat(tally.timed(Metric.FLY_BUDGET_WAIT, "machine_list").subList(3, 5))
        .containsExactly(SECOND, SECOND.multipliedBy(2));
    time.advance(SECOND.minusNanos(1));
    assertThat(fly.calls()).hasSize(3);
    time.advance(Duration.ofNanos(1));
    assertThat(fly.calls()).hasSize(4);
    time.advance(SECOND);
    assertThat(fly.calls()).hasSize(5);
  }

  @Test
  void the_time_that_a_call_waits_here_is_not_taken_from_its_deadline() {
    lists(4);
    time.advance(SECOND);
    assertThat(fly.deadlines()).hasSize(4).containsOnly(DEADLINE);
  }

  @Test
  void a_call_that_would_wait_too_long_is_refused_unsent_and_told_when_to_come_again() {
    var all = lists(3 + 5);
    assertThat(all).allMatch(it -> !it.failed());
    var refused = list();
    assertThat(Answers.failure(refused))
        .isInstanceOfSatisfying(
            Failure.Throttled.class,
            it -> {
              assertThat(it.retryAfter()).contains(SECOND.multipliedBy(6));
              assertThat(it.evidence().by()).isEqualTo(Dependency.SERVICE);
            });
    time.advance(Duration.ofMinutes(1));
    assertThat(fly.calls()).hasSize(3 + 5);
  }

  /** Far apart, so that no rate limit is met. */
  private void listsSlowly(int howMany) {
    for (int i = 0; i < howMany; i++) {
      list();
      time.advance(SECOND);
    }
  }

  @Test
  void a_part_that_answers_nothing_is_known_by_its_retries_and_its_open_circuit() {
    fly.fails(MachineCall.ListAll.class, new Failure.Unavailable(Said.FLY));
    listsSlowly(1 + RetryBudget.AT_ONCE_MAX);
    assertThat(tally.counted(Metric.RETRIES, "machines", "sent"))
        .isEqualTo(RetryBudget.AT_ONCE_MAX);
    assertThat(tally.counted(Metric.RETRIES, "machines", "denied")).isZero();

    listsSlowly(3);
    assertThat(tally.counted(Metric.RETRIES, "machines", "denied")).isEqualTo(3);
    assertThat(tally.stands(Metric.CIRCUIT_STATE, "machines")).isEqualTo(2);
    assertThat(tally.counted(Metric.RETRIES, "apps", "denied")).isZero();

    fly.answers(MachineCall.ListAll.class, List.of());
    time.advance(Duration.ofMinutes(1));
    list();
    assertThat(tally.stands(Metric.CIRCUIT_STATE, "machines")).isZero();
  }

  @Test
  void a_refused_call_takes_no_token() {
    lists(3 + 5);
    for (int i = 0; i < 100; i++) {
      assertThat(list().failed()).isTrue();
    }
    time.advance(SECOND);
    assertThat(list().failed()).isFalse();
  }

  @Test
  void who_uses_up_one_limit_keeps_nobody_else_waiting() {
    lists(3 + 5);
    fly.forget();
    start(1);
    start(2);
    assertThat(fly.calls()).hasSize(2);
  }

  @Test
  void what_fly_answers_comes_through() {
    fly.fails(MachineCall.ListAll.class, new Failure.Absent(Said.FLY));
    assertThat(Answers.failure(list())).isEqualTo(new Failure.Absent(Said.FLY));
    assertThat(Answers.of(limited.call(new MachineCall.Start(APP, new MachineId("m")), DEADLINE)))
        .isEqualTo(new Fly.Answer<>(Done.DONE, Optional.of(ScriptedFly.REQUEST_ID)));
  }

  @Test
  void a_failed_call_has_cost_its_token_all_the_same() {
    fly.fails(MachineCall.ListAll.class, new Failure.Unavailable(Said.FLY));
    lists(4);
    assertThat(fly.calls()).hasSize(3);
  }

  /** So many machines as to have so many buckets. */
  private void startUntil(int buckets) {
    for (int i = budget.buckets(); i < buckets; i++) {
      start(i);
    }
  }

  @Test
  void buckets_that_are_full_again_are_dropped() {
    startUntil(FlyBudget.BUCKETS_BEFORE_CLEANING);
    assertThat(budget.buckets()).isEqualTo(FlyBudget.BUCKETS_BEFORE_CLEANING);
    time.advance(SECOND.multipliedBy(3));
    start(-1);
    assertThat(budget.buckets()).as("only the last one is not full").isEqualTo(1);
  }

  @Test
  void buckets_that_are_not_full_are_kept_however_many_there_are() {
    lists(1);
    startUntil(FlyBudget.BUCKETS_BEFORE_CLEANING - 1);
    time.advance(SECOND.multipliedBy(2));
    lists(3 + 4);
    time.advance(SECOND);
    startUntil(FlyBudget.BUCKETS_BEFORE_CLEANING);
    start(-1);
    assertThat(budget.buckets()).as("the app's list and the last two machines").isEqualTo(3);
    fly.forget();
    list();
    assertThat(fly.calls()).as("calls on the app whose limit is used up").isEmpty();
  }

  @Test
  void of_a_limit_that_others_may_have_used_one_token_is_left() {
    start(7);
    start(7);
    assertThat(fly.calls()).hasSize(1);
    time.advance(SECOND);
    assertThat(fly.calls()).hasSize(2);
    time.advance(SECOND.multipliedBy(10));
    fly.forget();
    for (int i = 0; i < 4; i++) {
      start(7);
    }
    assertThat(fly.calls()).as("it has grown to the burst").hasSize(3);
  }

  @Test
  void of_an_app_that_another_replica_calls_nothing_is_left_and_two_more_are_that_one_s() {
    lists(1);
    start(7);
    time.advance(SECOND);
    fly.forget();
    budget.takeOver(APP, FlyBudget.Left.LESS_THAN_NONE);
    lists(2);
    start(7);
    start(8);
    time.advance(SECOND.multipliedBy(3).minusNanos(1));
    assertThat(fly.calls()).isEmpty();
    time.advance(Duration.ofNanos(1));
    assertThat(fly.calls()).as("a list, and the machines' first").hasSize(3);
    time.advance(SECOND.multipliedBy(10));
    fly.forget();
    lists(4);
    assertThat(fly.calls()).as("it has grown to the burst").hasSize(3);
  }

  @Test
  void of_an_app_that_another_replica_had_no_reason_to_call_one_is_left() {
    lists(3);
    time.advance(SECOND.dividedBy(10));
    fly.forget();
    budget.takeOver(APP, FlyBudget.Left.ONE);
    lists(3);
    assertThat(fly.calls()).hasSize(1);
    time.advance(SECOND);
    assertThat(fly.calls()).hasSize(2);
  }

  @Test
  void an_app_that_is_made_anew_under_its_old_name_has_the_limits_that_it_had() {
    lists(3);
    time.advance(SECOND);

    Met.meet(budget, APP);
    lists(2);

    assertThat(fly.calls()).hasSize(4);
  }

  @Test
  void a_limit_that_was_not_used_for_a_while_may_have_been_used_by_others() {
    lists(1);
    time.advance(Acquaintances.REMEMBERED.minusNanos(1));
    fly.forget();
    lists(4);
    assertThat(fly.calls()).hasSize(3);
    time.advance(SECOND.plus(Acquaintances.REMEMBERED));
    fly.forget();
    lists(4);
    assertThat(fly.calls()).hasSize(1);
  }

  @Test
  void a_limit_that_was_passed_all_the_same_is_kept_to_for_as_long_as_fly_says() {
    fly.fails(
        MachineCall.ListAll.class,
        new Failure.Throttled(Optional.of(SECOND.multipliedBy(4)), Said.FLY));
    list();
    fly.answers(MachineCall.ListAll.class, List.of());
    fly.forget();
    list();
    time.advance(SECOND.multipliedBy(4).minusNanos(1));
    assertThat(fly.calls()).isEmpty();
    time.advance(Duration.ofNanos(1));
    assertThat(fly.calls()).hasSize(1);
  }

  @Test
  void what_we_refuse_ourselves_is_no_complaint() {
    lists(3 + 5 + 1);
    time.advance(SECOND.multipliedBy(10));
    fly.forget();
    lists(3);
    assertThat(fly.calls()).hasSize(3);
  }

  @Test
  void deletions_of_different_apps_share_one_limit() {
    fly.answers(AppCall.Delete.class, Done.DONE);
    int burst = FlyRates.DEFAULT.of(new AppCall.Delete(APP)).burst();
    limited.call(new AppCall.Delete(APP), DEADLINE);
    time.advance(SECOND.multipliedBy(20));
    fly.forget();
    for (int i = 0; i <= burst; i++) {
      limited.call(new AppCall.Delete(new FlyAppName("app-" + i)), DEADLINE);
    }
    assertThat(fly.calls()).hasSize(burst);
  }
}
