package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.Truth;
import io.runtimeservice.model.status.WaitingOn;
import java.util.List;
import java.util.Set;

/** Sums conditions up in one word; the first that matches counts. */
final class StateOf {

  /** Those who have to do something before anything else can happen. */
  private static final Set<WaitingOn> BLOCKING = Set.of(WaitingOn.YOU, WaitingOn.OPERATOR);

  private final List<Condition> conditions;

  private StateOf(List<Condition> conditions) {
    this.conditions = conditions;
  }

  static State conditions(List<Condition> conditions) {
    return new StateOf(conditions).state();
  }

  private State state() {
    if (is(ConditionType.TERMINATING, Truth.TRUE)) {
      return get(ConditionType.TERMINATING).reason() == Reason.DELETED
          ? State.DELETED
          : State.TERMINATING;
    }
    boolean ready = is(ConditionType.READY, Truth.TRUE);
    if (!ready && isBlocked()) {
      return State.BLOCKED;
    }
    if (ready) {
      return isAllRight() ? State.READY : State.DEGRADED;
    }
    return isPending() ? State.PENDING : State.PROGRESSING;
  }

  /** An image that is still being built blocks nothing: everything else goes on. */
  private boolean isBlocked() {
    Reason headline = Status.headline(conditions).reason();
    return BLOCKING.contains(headline.waitingOn()) && headline != Reason.WAITING_FOR_IMAGE;
  }

  /** Something serves; whether that is all that was asked for, these say. */
  private boolean isAllRight() {
    return is(ConditionType.SYNCED, Truth.TRUE)
        && is(ConditionType.MACHINES_RUNNING, Truth.TRUE)
        && is(ConditionType.HEALTHY, Truth.TRUE)
        && is(ConditionType.CERTIFICATES_READY, Truth.TRUE)
        && !is(ConditionType.STALLED, Truth.TRUE);
  }

  private boolean isPending() {
    return is(ConditionType.IMAGE_AVAILABLE, Truth.UNKNOWN)
        || get(ConditionType.IMAGE_AVAILABLE).reason() == Reason.WAITING_FOR_IMAGE;
  }

  private boolean is(ConditionType type, Truth truth) {
    return get(type).truth() == truth;
  }

  private Condition get(ConditionType type) {
    return conditions.stream().filter(it -> it.type() == type).findFirst().orElseThrow();
  }
}
