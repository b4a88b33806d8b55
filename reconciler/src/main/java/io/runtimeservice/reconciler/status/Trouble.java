package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.plan.Ailment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why something is not as it should be, in words for a person.
 *
 * @param retryAfter before when there is no use in trying again, if the one who failed has said so
 */
public record Trouble(Reason reason, String message, Optional<Duration> retryAfter) {

  public static Trouble of(Reason reason) {
    return new Trouble(reason, reason.sentence(), Optional.empty());
  }

  /** What a machine suffers from. */
  public static Trouble of(Ailment ailment) {
    return of(ailment.reason(), ailment.words());
  }

  /** The reason's sentence, and what shows it, if there is anything to show. */
  public static Trouble of(Reason reason, String evidence) {
    return new Trouble(
        reason, (reason.sentence() + " " + evidence).stripTrailing(), Optional.empty());
  }

  /** The same, with another sentence. */
  Trouble and(String sentence) {
    return new Trouble(reason, message + " " + sentence, retryAfter);
  }

  /** What is wrong with a record. */
  public static Trouble of(List<Refusal> refusals) {
    boolean secret = refusals.stream().anyMatch(it -> it.kind() == Refusal.Kind.PLAINTEXT_SECRET);
    String all = refusals.stream().map(Refusal::toString).collect(Collectors.joining("; "));
    return of(secret ? Reason.PLAINTEXT_SECRET : Reason.SPEC_INVALID, all);
  }

  /**
   * What a failure means to whoever waits. The id of the call is left to history and log: it would
   * make every try look like news.
   */
  public static Trouble of(Failure failure) {
    Evidence evidence = failure.evidence();
    String said = "%s said: %s".formatted(capital(evidence.by().toString()), evidence.text());
    return new Trouble(
        reason(failure), reason(failure).sentence() + " " + said, retryAfter(failure));
  }

  private static Reason reason(Failure failure) {
    return switch (failure) {
      case Failure.Unauthenticated _, Failure.Forbidden _ ->
          failure.evidence().by() == Dependency.FLY
              ? Reason.FLY_AUTH_FAILED
              : Reason.INTERNAL_ERROR;
      case Failure.NameTaken _ -> Reason.CREATING_APP; // another name is taken, in the same pass
      case Failure.NotOurs _, Failure.MachineNameInUse _ -> Reason.ADOPTION_REQUIRED;
      case Failure.LeaseHeld _ -> Reason.MACHINE_LEASED;
      case Failure.VersionMoved _, Failure.LeaseEnding _ -> Reason.SUPERSEDED;
      case Failure.NoRoomOnHost _, Failure.NoRoomInRegion _ -> Reason.INSUFFICIENT_CAPACITY;
      case Failure.AlreadySo _, Failure.NotSettled _, Failure.NotYet _ -> Reason.REPLACING_MACHINE;
      case Failure.ImageUnusable unusable ->
          unusable.denied() ? Reason.IMAGE_PULL_DENIED : Reason.IMAGE_NOT_FOUND;
      case Failure.Rejected _ -> Reason.REJECTED_BY_FLY;
      case Failure.Throttled _ -> throttled(failure.evidence().by());
      case Failure.Unavailable _ -> unavailable(failure.evidence().by());
      case Failure.OutcomeUnknown _ -> Reason.CREATE_AMBIGUOUS;
      case Failure.Absent _, Failure.Unreliable _ -> Reason.LIST_UNRELIABLE;
      case Failure.SecretMissing _ -> Reason.SECRET_REF_MISSING;
      case Failure.SecretDenied _ -> Reason.SECRET_ACCESS_DENIED;
      case Failure.Internal _ -> Reason.INTERNAL_ERROR;
    };
  }

  /** This service keeps Fly's limits itself, too, and says so before Fly does. */
  private static Reason throttled(Dependency by) {
    return switch (by) {
      case FLY, SERVICE -> Reason.FLY_RATE_LIMITED;
      case SECRETS -> Reason.SECRET_SOURCE_UNAVAILABLE;
      case TABLE, QUEUE -> Reason.INTERNAL_ERROR;
    };
  }

  private static Reason unavailable(Dependency by) {
    return switch (by) {
      case FLY -> Reason.FLY_API_UNAVAILABLE;
      case SECRETS -> Reason.SECRET_SOURCE_UNAVAILABLE;
      case TABLE, QUEUE, SERVICE -> Reason.INTERNAL_ERROR;
    };
  }

  private static Optional<Duration> retryAfter(Failure failure) {
    return failure instanceof Failure.Throttled throttled
        ? throttled.retryAfter()
        : Optional.empty();
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
