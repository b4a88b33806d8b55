package io.runtimeservice.model.failure;

import io.runtimeservice.model.id.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a call to the world did not do what was asked. Adapters classify what they were told into
 * this list, once; nobody further in sees a status code or a foreign exception.
 */
public sealed interface Failure {

  /** What the world said of it. */
  Evidence evidence();

  /** Whether the call may have taken effect all the same. */
  default boolean mayHaveHappened() {
    return this instanceof OutcomeUnknown;
  }

  /**
   * Whether it says nothing of what was asked for, but only that whoever was asked cannot answer at
   * the moment.
   */
  default boolean isPassing() {
    return this instanceof Unavailable
        || this instanceof OutcomeUnknown
        || this instanceof Throttled;
  }

  /** There is no such thing. */
  record Absent(Evidence evidence) implements Failure {}

  /** Our credentials are not accepted at all. */
  record Unauthenticated(Evidence evidence) implements Failure {}

  /** We are known and may not do this; for a Fly app: it may be somebody else's. */
  record Forbidden(Evidence evidence) implements Failure {}

  /** A Fly app of this name exists, ours or a stranger's. */
  record NameTaken(Evidence evidence) implements Failure {}

  /** A live machine of this name exists in the app. */
  record MachineNameInUse(MachineId holder, Evidence evidence) implements Failure {}

  /** Something of the name exists that this service did not make. */
  record NotOurs(Evidence evidence) implements Failure {}

  /** Somebody holds the machine's lease, until a time if Fly said one. */
  record LeaseHeld(Optional<Instant> until, Evidence evidence) implements Failure {}

  /** Somebody changed the machine since we read it. */
  record VersionMoved(Evidence evidence) implements Failure {}

  /** The machine's host has no room for the change, or takes none at present. */
  record NoRoomOnHost(Evidence evidence) implements Failure {}

  /** The region has no room, or the organisation's quota there is used up. */
  record NoRoomInRegion(Evidence evidence) implements Failure {}

  /** It is so already. */
  record AlreadySo(Evidence evidence) implements Failure {}

  /** The thing is between two states; the same call will do in a moment. */
  record NotSettled(Evidence evidence) implements Failure {}

  /** What was waited for did not come about in the time given. */
  record NotYet(Evidence evidence) implements Failure {}

  /** Fly says that there is no such image, or that it may not pull it. */
  record ImageUnusable(boolean denied, Evidence evidence) implements Failure {}

  /** The request itself is wrong; the same will be refused again. */
  record Rejected(Evidence evidence) implements Failure {}

  /** Too many calls. */
  record Throttled(Optional<Duration> retryAfter, Evidence evidence) implements Failure {}

  /** No answer, or a fault of theirs, and certainly no effect. */
  record Unavailable(Evidence evidence) implements Failure {}

  /** A call that changes something was sent, and what became of it is not known. */
  record OutcomeUnknown(Evidence evidence) implements Failure {}

  /** What was read contradicts itself or what is recorded; nothing is concluded from it. */
  record Unreliable(Evidence evidence) implements Failure {}

  /** The secret source has no such bundle, version or key. */
  record SecretMissing(Evidence evidence) implements Failure {}

  /** The secret source does not let us read it. */
  record SecretDenied(Evidence evidence) implements Failure {}

  /** The lease ends before the call would; it was not sent. */
  record LeaseEnding(Evidence evidence) implements Failure {}

  /** A fault of our own. */
  record Internal(Evidence evidence) implements Failure {}
}
