package io.runtimeservice.reconciler.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.fixture.Said;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TroubleTest {

  /** A failure, and what is told of it. */
  record Told(Failure failure, Reason reason) {}

  static Stream<Told> failures() {
    return Stream.of(
        new Told(new Failure.Unauthenticated(Said.FLY), Reason.FLY_AUTH_FAILED),
        new Told(new Failure.Forbidden(Said.FLY), Reason.FLY_AUTH_FAILED),
        new Told(new Failure.Unauthenticated(Said.TABLE), Reason.INTERNAL_ERROR),
        new Told(new Failure.Forbidden(Said.TABLE), Reason.INTERNAL_ERROR),
        new Told(new Failure.NameTaken(Said.FLY), Reason.CREATING_APP),
        new Told(new Failure.NotOurs(Said.FLY), Reason.ADOPTION_REQUIRED),
        new Told(
            new Failure.MachineNameInUse(new MachineId("m"), Said.FLY), Reason.ADOPTION_REQUIRED),
        new Told(new Failure.LeaseHeld(Optional.empty(), Said.FLY), Reason.MACHINE_LEASED),
        new Told(new Failure.VersionMoved(Said.FLY), Reason.SUPERSEDED),
        new Told(new Failure.LeaseEnding(Said.FLY), Reason.SUPERSEDED),
        new Told(new Failure.NoRoomOnHost(Said.FLY), Reason.INSUFFICIENT_CAPACITY),
        new Told(new Failure.NoRoomInRegion(Said.FLY), Reason.INSUFFICIENT_CAPACITY),
        new Told(new Failure.AlreadySo(Said.FLY), Reason.REPLACING_MACHINE),
        new Told(new Failure.NotSettled(Said.FLY), Reason.REPLACING_MACHINE),
        new Told(new Failure.NotYet(Said.FLY), Reason.REPLACING_MACHINE),
        new Told(new Failure.ImageUnusable(false, Said.FLY), Reason.IMAGE_NOT_FOUND),
        new Told(new Failure.ImageUnusable(true, Said.FLY), Reason.IMAGE_PULL_DENIED),
        new Told(new Failure.Rejected(Said.FLY), Reason.REJECTED_BY_FLY),
        new Told(new Failure.Throttled(Optional.empty(), Said.FLY), Reason.FLY_RATE_LIMITED),
        new Told(
            new Failure.Throttled(Optional.empty(), Said.SECRETS),
            Reason.SECRET_SOURCE_UNAVAILABLE),
        new Told(new Failure.Throttled(Optional.empty(), Said.TABLE), Reason.INTERNAL_ERROR),
        new Told(
            new Failure.Throttled(
                Optional.empty(), Evidence.of(Dependency.SERVICE, "Fly's limit is used up")),
            Reason.FLY_RATE_LIMITED),
        new Told(new Failure.Unavailable(Said.FLY), Reason.FLY_API_UNAVAILABLE),
        new Told(new Failure.Unavailable(Said.SECRETS), Reason.SECRET_SOURCE_UNAVAILABLE),
        new Told(new Failure.Unavailable(Said.TABLE), Reason.INTERNAL_ERROR),
        new Told(new Failure.OutcomeUnknown(Said.FLY), Reason.CREATE_AMBIGUOUS),
        new Told(new Failure.Absent(Said.FLY), Reason.LIST_UNRELIABLE),
        new Told(new Failure.Unreliable(Said.FLY), Reason.LIST_UNRELIABLE),
        new Told(new Failure.SecretMissing(Said.SECRETS), Reason.SECRET_REF_MISSING),
        new Told(new Failure.SecretDenied(Said.SECRETS), Reason.SECRET_ACCESS_DENIED),
        new Told(new Failure.Internal(Said.TABLE), Reason.INTERNAL_ERROR));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void each_failure_is_told_by_what_it_means_for_whoever_waits(Told told) {
    assertThat(Trouble.of(told.failure).reason()).isEqualTo(told.reason);
  }

  @Test
  void every_failure_is_told() {
    assertThat(failures().<Object>map(it -> it.failure.getClass()).collect(Collectors.toSet()))
        .isEqualTo(Set.of((Object[]) Failure.class.getPermittedSubclasses()));
  }

  @Test
  void who_failed_is_quoted_and_the_id_of_the_call_left_to_history() {
    var evidence = new Evidence(Dependency.FLY, "upstream failed", Optional.of("01JXYZ-iad"));
    assertThat(Trouble.of(new Failure.Unavailable(evidence)).message())
        .startsWith(Reason.FLY_API_UNAVAILABLE.sentence())
        .endsWith("Fly said: upstream failed")
        .doesNotContain("01JXYZ");
    assertThat(Trouble.of(new Failure.Unavailable(Said.SECRETS)).message())
        .contains("The secret store said: no");
  }

  @Test
  void who_says_when_to_come_again_is_heard() {
    var wait = Duration.ofSeconds(17);
    assertThat(Trouble.of(new Failure.Throttled(Optional.of(wait), Said.FLY)).retryAfter())
        .contains(wait);
    assertThat(Trouble.of(new Failure.Unavailable(Said.FLY)).retryAfter()).isEmpty();
  }

  @Test
  void every_refusal_of_a_record_is_named_and_a_value_of_a_secret_goes_before_all() {
    var wrong = new Refusal(Refusal.Kind.MALFORMED, "spec.machines", "expected a whole number");
    var secret = new Refusal(Refusal.Kind.PLAINTEXT_SECRET, "spec.secrets.DB", "expected a ref");
    assertThat(Trouble.of(List.of(wrong)).reason()).isEqualTo(Reason.SPEC_INVALID);
    var both = Trouble.of(List.of(wrong, secret));
    assertThat(both.reason()).isEqualTo(Reason.PLAINTEXT_SECRET);
    assertThat(both.message()).contains("spec.machines", "spec.secrets.DB");
  }
}
