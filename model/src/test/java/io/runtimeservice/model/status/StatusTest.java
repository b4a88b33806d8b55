package io.runtimeservice.model.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.model.id.Generation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusTest {

  private static final Condition TERMINATING =
      Statuses.condition(ConditionType.TERMINATING, Truth.TRUE, Reason.DELETING);
  private static final Condition NOT_ACCEPTED =
      Statuses.condition(ConditionType.ACCEPTED, Truth.FALSE, Reason.SPEC_INVALID);
  private static final Condition NO_APP =
      Statuses.condition(ConditionType.APP_PROVISIONED, Truth.FALSE, Reason.CREATING_APP);
  private static final Condition NO_ADDRESS =
      Statuses.condition(ConditionType.ADDRESSES_ASSIGNED, Truth.FALSE, Reason.ASSIGNING_ADDRESS);
  private static final Condition NO_SECRET =
      Statuses.condition(ConditionType.SECRETS_APPLIED, Truth.FALSE, Reason.SECRET_REF_MISSING);
  private static final Condition NO_IMAGE =
      Statuses.condition(ConditionType.IMAGE_AVAILABLE, Truth.FALSE, Reason.WAITING_FOR_IMAGE);
  private static final Condition NO_MACHINE =
      Statuses.condition(ConditionType.MACHINES_RUNNING, Truth.FALSE, Reason.CRASH_LOOP);
  private static final Condition NOT_HEALTHY =
      Statuses.condition(ConditionType.HEALTHY, Truth.FALSE, Reason.NOT_LISTENING);
  private static final Condition NO_CERTIFICATE =
      Statuses.condition(ConditionType.CERTIFICATES_READY, Truth.FALSE, Reason.CERT_AWAITING_DNS);
  private static final Condition NOT_SYNCED =
      Statuses.condition(ConditionType.SYNCED, Truth.FALSE, Reason.FLY_RATE_LIMITED);
  private static final Condition NOT_READY =
      Statuses.condition(ConditionType.READY, Truth.FALSE, Reason.NOT_LOOKED);
  private static final Condition UNKNOWN_APP =
      Statuses.condition(ConditionType.APP_PROVISIONED, Truth.UNKNOWN, Reason.FLY_API_UNAVAILABLE);
  private static final Condition STALLED =
      Statuses.condition(ConditionType.STALLED, Truth.TRUE, Reason.PROGRESS_DEADLINE_EXCEEDED);

  /** Each but the last is told before all that follow it. */
  private static final List<Condition> BY_IMPORTANCE =
      List.of(
          TERMINATING,
          NOT_ACCEPTED,
          NO_APP,
          NO_ADDRESS,
          NO_SECRET,
          NO_IMAGE,
          NO_MACHINE,
          NOT_HEALTHY,
          NO_CERTIFICATE,
          NOT_SYNCED,
          NOT_READY);

  static Stream<Condition> byImportance() {
    return BY_IMPORTANCE.stream();
  }

  @ParameterizedTest
  @MethodSource("byImportance")
  void what_stands_in_the_way_first_is_the_headline(Condition condition) {
    var rest = BY_IMPORTANCE.subList(BY_IMPORTANCE.indexOf(condition), BY_IMPORTANCE.size());
    assertThat(Statuses.of(rest.toArray(Condition[]::new)).headline()).isEqualTo(condition);
    assertThat(Statuses.of(condition, STALLED).headline()).isEqualTo(condition);
  }

  @Test
  void what_is_not_so_goes_before_what_is_not_known() {
    assertThat(Statuses.of(UNKNOWN_APP, NOT_SYNCED).headline()).isEqualTo(NOT_SYNCED);
    assertThat(Statuses.of(UNKNOWN_APP).headline()).isEqualTo(UNKNOWN_APP);
  }

  @Test
  void where_nothing_stands_in_the_way_readiness_is_the_headline() {
    assertThat(Statuses.of().headline().type()).isEqualTo(ConditionType.READY);
    assertThat(Statuses.of().headline().isTrue()).isTrue();
  }

  @Test
  void a_status_without_readiness_is_a_fault_in_the_code() {
    assertThatThrownBy(() -> Headline.of(List.of())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void when_it_was_looked_at_makes_no_difference() {
    var status = Statuses.of();
    assertThat(status.saysTheSameAs(observed(status, 100))).isTrue();
    assertThat(observed(status, 100).saysTheSameAs(status)).isTrue();
  }

  static Stream<Status> different() {
    var s = Statuses.of();
    var o = s.outlook();
    return Stream.of(
        new Status(
            State.PENDING,
            s.observedGeneration(),
            s.readyGeneration(),
            s.image(),
            s.conditions(),
            o,
            s.dns(),
            s.observedAt()),
        new Status(
            s.state(),
            Optional.of(new Generation(9)),
            s.readyGeneration(),
            s.image(),
            s.conditions(),
            o,
            s.dns(),
            s.observedAt()),
        new Status(
            s.state(),
            s.observedGeneration(),
            Optional.empty(),
            s.image(),
            s.conditions(),
            o,
            s.dns(),
            s.observedAt()),
        new Status(
            s.state(),
            s.observedGeneration(),
            s.readyGeneration(),
            Optional.empty(),
            s.conditions(),
            o,
            s.dns(),
            s.observedAt()),
        Statuses.of(NOT_SYNCED),
        new Status(
            s.state(),
            s.observedGeneration(),
            s.readyGeneration(),
            s.image(),
            s.conditions(),
            new Outlook(o.waitingOn(), o.nextAction(), o.nextTryAt(), o.deadlineAt(), 3),
            s.dns(),
            s.observedAt()),
        new Status(
            s.state(),
            s.observedGeneration(),
            s.readyGeneration(),
            s.image(),
            s.conditions(),
            o,
            List.of(),
            s.observedAt()));
  }

  @ParameterizedTest
  @MethodSource("different")
  void everything_else_makes_a_difference(Status other) {
    assertThat(Statuses.of().saysTheSameAs(other)).isFalse();
    assertThat(other.saysTheSameAs(Statuses.of())).isFalse();
  }

  @Test
  void a_message_is_cut_and_can_be_shown() {
    var condition =
        new Condition(
            ConditionType.READY,
            Truth.FALSE,
            Reason.CRASH_LOOP,
            "x\u001b".repeat(400),
            Optional.empty(),
            Statuses.SINCE);
    assertThat(condition.message()).hasSize(500).startsWith("x\ufffdx").endsWith("…");
    assertThat(condition.isTrue()).isFalse();
  }

  private static Status observed(Status s, long secondsLater) {
    return new Status(
        s.state(),
        s.observedGeneration(),
        s.readyGeneration(),
        s.image(),
        s.conditions(),
        s.outlook(),
        s.dns(),
        s.observedAt().plusSeconds(secondsLater));
  }
}
