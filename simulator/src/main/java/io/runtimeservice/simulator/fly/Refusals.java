package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Everything that Fly refuses, each with its status and in its words (measured, or flyctl's tests).
 */
public final class Refusals {

  private Refusals() {}

  public static FlyError unauthenticated() {
    return FlyError.of(
        401,
        "Authenticate: token validation error",
        (evidence, _) -> new Failure.Unauthenticated(evidence));
  }

  public static FlyError unauthorized() {
    return FlyError.of(403, "unauthorized", (evidence, _) -> new Failure.Forbidden(evidence));
  }

  static FlyError overQuota(String organisation, String region) {
    return FlyError.of(
        403,
        "organization \"%s\" is using too much memory in %s which is over the allowed quota. please consider other regions"
            .formatted(organisation, region),
        (evidence, _) -> new Failure.NoRoomInRegion(evidence));
  }

  /**
   * There is no such thing.
   *
   * @param what as in "machine not found"
   */
  public static FlyError absent(String what) {
    return FlyError.of(404, what + " not found", (evidence, _) -> new Failure.Absent(evidence));
  }

  public static FlyError invalid(String text) {
    return FlyError.of(
        400, "invalid_argument: " + text, (evidence, _) -> new Failure.Rejected(evidence));
  }

  static FlyError unprocessable(String text) {
    return FlyError.of(422, text, (evidence, _) -> new Failure.Rejected(evidence));
  }

  static FlyError nameTaken() {
    return FlyError.of(
            422,
            "Validation failed: Name has already been taken",
            (evidence, _) -> new Failure.NameTaken(evidence))
        .withCode("name_taken");
  }

  static FlyError hostnameTaken() {
    return FlyError.of(
        422,
        "Validation failed: Hostname already exists on app",
        (evidence, _) -> new Failure.AlreadySo(evidence));
  }

  static FlyError machineNameInUse(MachineId holder, String name) {
    return FlyError.of(
        409,
        "already_exists: unique machine name violation, machine ID %s already exists with name \"%s\""
            .formatted(holder, name),
        (evidence, _) -> new Failure.MachineNameInUse(holder, evidence));
  }

  static FlyError leaseHeld(MachineId machine, String owner, Instant until) {
    Instant said = until.truncatedTo(ChronoUnit.SECONDS);
    return FlyError.of(
        409,
        "machine ID %s lease currently held by %s, expires at %s".formatted(machine, owner, said),
        (evidence, _) -> new Failure.LeaseHeld(Optional.of(said), evidence));
  }

  static FlyError versionMoved() {
    return FlyError.of(
        412,
        "failed_precondition: current_version does not match the machine version",
        (evidence, _) -> new Failure.VersionMoved(evidence));
  }

  static FlyError concurrentUpdate() {
    return FlyError.of(
        409,
        "aborted: machine update failed due to concurrent update",
        (evidence, _) -> new Failure.VersionMoved(evidence));
  }

  static FlyError versionReplaced() {
    return FlyError.of(
        412,
        "failed_precondition: machine version is currently replaced",
        (evidence, _) -> new Failure.VersionMoved(evidence));
  }

  static FlyError secretsNotThereYet(long version) {
    return FlyError.of(
        412,
        "failed_precondition: secrets version %d is not available yet".formatted(version),
        (evidence, _) -> new Failure.NotSettled(evidence));
  }

  static FlyError cannotStart(String state) {
    return FlyError.of(
        412,
        "failed_precondition: unable to start machine from current state: '%s'".formatted(state),
        (evidence, _) -> new Failure.NotSettled(evidence));
  }

  static FlyError gettingReplaced() {
    return FlyError.of(
        412,
        "failed_precondition: machine getting replaced, refusing to start",
        (evidence, _) -> new Failure.NotSettled(evidence));
  }

  static FlyError stillActive() {
    return FlyError.of(
        412,
        "failed_precondition: machine still active, refusing to start",
        (evidence, _) -> new Failure.NotSettled(evidence));
  }

  static FlyError cannotUpdate(String state) {
    return FlyError.of(
        412,
        "failed_precondition: unable to update machine from current state: '%s'".formatted(state),
        (evidence, _) -> new Failure.NotSettled(evidence));
  }

  static FlyError cannotDestroy() {
    return FlyError.of(
        412,
        "failed_precondition: unable to destroy machine, not currently stopped, suspended, failed or created",
        (evidence, _) -> new Failure.NotSettled(evidence));
  }

  static FlyError notYet(String wanted, String state) {
    return FlyError.of(
        408,
        "deadline_exceeded: machine failed to reach desired state, %s, currently %s"
            .formatted(wanted, state),
        (evidence, _) -> new Failure.NotYet(evidence));
  }

  public static FlyError noRoomOnHost() {
    return FlyError.of(
        409,
        "aborted: could not reserve resource for machine: insufficient CPUs available to fulfill request on the current host",
        (evidence, _) -> new Failure.NoRoomOnHost(evidence));
  }

  static FlyError hostInMaintenance() {
    return FlyError.of(
        503,
        "unavailable: deploys to this host are temporarily disabled, please try again later",
        (evidence, _) -> new Failure.NoRoomOnHost(evidence));
  }

  public static FlyError noRoomInRegion() {
    return FlyError.of(
            422,
            "could not find a candidate host",
            (evidence, _) -> new Failure.NoRoomInRegion(evidence))
        .withCode("insufficient_capacity");
  }

  static FlyError imageMissing(String image) {
    return FlyError.of(
        400,
        "invalid_argument: failed to resolve image %s: manifest unknown".formatted(image),
        (evidence, _) -> new Failure.ImageUnusable(false, evidence));
  }

  static FlyError imageDenied(String image) {
    return FlyError.of(
        400,
        "invalid_argument: failed to resolve image %s: pull access denied".formatted(image),
        (evidence, _) -> new Failure.ImageUnusable(true, evidence));
  }

  public static FlyError throttled(Optional<Duration> retryAfter) {
    var refusal =
        FlyError.of(
            429,
            "rate limit exceeded",
            (evidence, _) -> new Failure.Throttled(retryAfter, evidence));
    return retryAfter.map(refusal::withRetryAfter).orElse(refusal);
  }

  /**
   * Fly's API could not reach the host in time: what became of a call that changes is not known.
   */
  public static FlyError timedOut() {
    return FlyError.of(408, "context deadline exceeded", Refusals::unclear);
  }

  /** Any fault of theirs: 500, 502, 503, 504. */
  public static FlyError broken(int status) {
    return FlyError.of(status, "unavailable: upstream failed", Refusals::unclear);
  }

  private static Failure unclear(Evidence evidence, boolean mutating) {
    return mutating ? new Failure.OutcomeUnknown(evidence) : new Failure.Unavailable(evidence);
  }
}
