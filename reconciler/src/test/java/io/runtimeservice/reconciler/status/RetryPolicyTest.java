package io.runtimeservice.reconciler.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Outlook;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.Truth;
import io.runtimeservice.model.status.WaitingOn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  private static final int DRAWS = 2_000;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RetryPolicy policy = new RetryPolicy(new Random(42));

  /** Every condition of these tests is as it is since the epoch. */
  private Instant now = Instant.EPOCH;

  /** A status of which all is well but what is given. */
  private static Status status(Condition... but) {
    var conditions = new ArrayList<Condition>();
    for (ConditionType type : ConditionType.values()) {
      boolean bad = type == ConditionType.STALLED || type == ConditionType.TERMINATING;
      conditions.add(
          Arrays.stream(but)
              .filter(it -> it.type() == type)
              .findFirst()
              .orElseGet(() -> is(type, bad ? Truth.FALSE : Truth.TRUE, Reason.AS_DESIRED)));
    }
    return new Status(
        State.PROGRESSING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        conditions,
        new Outlook(WaitingOn.NOBODY, "", Optional.empty(), Optional.empty(), 0),
        List.of(),
        Instant.EPOCH);
  }

  private static Condition is(ConditionType type, Truth truth, Reason reason) {
    return new Condition(type, truth, reason, "", Optional.empty(), Instant.EPOCH);
  }

  private static Condition not(ConditionType type, Reason reason) {
    return is(type, Truth.FALSE, reason);
  }

  private Optional<Duration> again(
      RetryPolicy retries, Status status, int attempt, boolean inTime) {
    return retries.again(
        status, new RetryPolicy.Situation(attempt, inTime, Instant.EPOCH, Optional.empty(), now));
  }

  @Test
  void what_was_begun_anew_is_looked_at_within_seconds_however_long_it_is_not_there() {
    now = Instant.EPOCH.plusSeconds(7200);
    var status = status(not(ConditionType.MACHINES_RUNNING, Reason.BOOTING));
    var situation = new RetryPolicy.Situation(0, true, now.minusSeconds(2), Optional.empty(), now);
    assertThat(policy.again(status, situation).orElseThrow())
        .isLessThanOrEqualTo(RetryPolicy.PROGRESS_MAX);
  }

  private List<Duration> draws(Status status, int attempt, boolean inTime) {
    return IntStream.range(0, DRAWS)
        .mapToObj(_ -> again(policy, status, attempt, inTime).orElseThrow())
        .toList();
  }

  private static void spreadOver(List<Duration> draws, Duration least, Duration most) {
    assertThat(draws).allSatisfy(it -> assertThat(it).isBetween(least, most));
    var tenth = most.minus(least).dividedBy(10);
    assertThat(draws).as("early ones").anyMatch(it -> it.compareTo(least.plus(tenth)) < 0);
    assertThat(draws).as("late ones").anyMatch(it -> it.compareTo(most.minus(tenth)) > 0);
    assertThat(new HashSet<>(draws)).as("different ones").hasSizeGreaterThan(100);
  }

  @Test
  void what_is_as_desired_is_left_to_marks_and_sweeps() {
    assertThat(again(policy, status(), 0, true)).isEmpty();
    assertThat(again(policy, status(is(ConditionType.READY, Truth.TRUE, Reason.SLEEPING)), 0, true))
        .isEmpty();
    assertThat(
            again(
                policy, status(is(ConditionType.TERMINATING, Truth.TRUE, Reason.DELETED)), 0, true))
        .isEmpty();
  }

  @Test
  void what_is_under_way_is_looked_at_within_seconds() {
    var status = status(not(ConditionType.MACHINES_RUNNING, Reason.PULLING_IMAGE));
    spreadOver(draws(status, 7, true), SECOND, SECOND.multipliedBy(3));
  }

  @ParameterizedTest
  @CsvSource({"30, 1, 3", "60, 5, 7", "600, 54, 66", "3600, 270, 330", "360000, 270, 330"})
  void what_takes_long_is_looked_at_ever_more_rarely(long taken, long least, long most) {
    now = Instant.EPOCH.plusSeconds(taken);
    for (var status :
        List.of(
            status(not(ConditionType.CERTIFICATES_READY, Reason.CERT_ISSUING)),
            status(is(ConditionType.TERMINATING, Truth.TRUE, Reason.DELETING)))) {
      assertThat(draws(status, 0, true))
          .allSatisfy(
              it -> assertThat(it).isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2",
    "1, 2",
    "2, 4",
    "3, 8",
    "5, 32",
    "8, 256",
    "9, 300",
    "20, 300",
    "2147483647, 300"
  })
  void what_fails_is_tried_again_after_a_time_up_to_a_limit_that_doubles(
      int attempt, long limitSeconds) {
    var status = status(not(ConditionType.SYNCED, Reason.FLY_API_UNAVAILABLE));
    spreadOver(draws(status, attempt, true), SECOND, Duration.ofSeconds(limitSeconds));
  }

  @Test
  void what_waits_for_a_person_is_looked_at_every_five_minutes() {
    spreadOver(
        draws(status(not(ConditionType.ACCEPTED, Reason.SPEC_INVALID)), 3, true),
        Duration.ofSeconds(270),
        Duration.ofSeconds(330));
  }

  @ParameterizedTest
  @CsvSource({"0, 9, 11", "40, 9, 11", "120, 27, 33", "1200, 270, 330", "360000, 270, 330"})
  void what_waits_for_dns_is_looked_at_ever_more_rarely_up_to_five_minutes(
      long taken, long least, long most) {
    now = Instant.EPOCH.plusSeconds(taken);
    for (Reason reason : List.of(Reason.CERT_AWAITING_DNS, Reason.CERT_AWAITING_OWNERSHIP)) {
      spreadOver(
          draws(status(not(reason.about(), reason)), 3, true),
          Duration.ofSeconds(least),
          Duration.ofSeconds(most));
    }
  }

  @ParameterizedTest
  @CsvSource({"CRASH_LOOP", "HEALTH_CHECK_FAILING"})
  void a_machine_may_come_up_by_itself_while_there_is_time(Reason reason) {
    var status = status(not(reason.about(), reason));
    spreadOver(draws(status, 3, true), SECOND.multipliedBy(9), SECOND.multipliedBy(11));
    spreadOver(draws(status, 3, false), Duration.ofSeconds(270), Duration.ofSeconds(330));
  }

  @Test
  void a_secret_that_is_missing_does_not_come_up_by_itself() {
    var status = status(not(ConditionType.SECRETS_APPLIED, Reason.SECRET_REF_MISSING));
    assertThat(draws(status, 1, true)).allMatch(it -> it.compareTo(MINUTE) > 0);
  }

  @Test
  void what_is_stalled_is_tried_again_slowly_whatever_is_under_way() {
    var status =
        status(
            not(ConditionType.MACHINES_RUNNING, Reason.BOOTING),
            is(ConditionType.STALLED, Truth.TRUE, Reason.PROGRESS_DEADLINE_EXCEEDED));
    spreadOver(draws(status, 1, false), Duration.ofSeconds(270), Duration.ofSeconds(330));
  }

  @Test
  void what_is_stalled_and_being_tried_once_more_is_looked_at_within_seconds() {
    now = Instant.EPOCH.plusSeconds(7200);
    var status = status(is(ConditionType.STALLED, Truth.TRUE, Reason.PROGRESS_DEADLINE_EXCEEDED));
    assertThat(again(status, now.minusSeconds(2))).isLessThanOrEqualTo(RetryPolicy.PROGRESS_MAX);
    assertThat(again(status, now.minusSeconds(200)))
        .isBetween(Duration.ofSeconds(18), Duration.ofSeconds(22));
  }

  private Duration again(Status status, Instant greenSince) {
    var situation =
        new RetryPolicy.Situation(1, false, Instant.EPOCH, Optional.of(greenSince), now);
    return policy.again(status, situation).orElseThrow();
  }

  @Test
  void of_several_things_the_one_that_comes_soonest_counts() {
    var status =
        status(
            not(ConditionType.CERTIFICATES_READY, Reason.CERT_AWAITING_DNS),
            is(ConditionType.HEALTHY, Truth.UNKNOWN, Reason.CHECKING_HEALTH));
    assertThat(draws(status, 1, true)).allMatch(it -> it.compareTo(SECOND.multipliedBy(3)) <= 0);
  }

  @Test
  void a_deletion_under_way_is_looked_at_within_seconds_and_a_grace_period_in_minutes() {
    assertThat(draws(status(is(ConditionType.TERMINATING, Truth.TRUE, Reason.DELETING)), 0, true))
        .allMatch(it -> it.compareTo(SECOND.multipliedBy(3)) <= 0);
    assertThat(draws(status(is(ConditionType.TERMINATING, Truth.TRUE, Reason.DRAINING)), 0, true))
        .allMatch(it -> it.compareTo(MINUTE) > 0);
  }

  @Test
  void the_same_seed_gives_the_same_times() {
    var status = status(not(ConditionType.SYNCED, Reason.FLY_API_UNAVAILABLE));
    var other = new RetryPolicy(new Random(42));
    for (int attempt = 1; attempt < 10; attempt++) {
      assertThat(again(policy, status, attempt, true))
          .isEqualTo(again(other, status, attempt, true));
    }
  }
}
