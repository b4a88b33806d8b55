package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.RetryClass;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.Truth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The conditions of an environment that could not be looked at, or is not to be: what was found
 * before, and what stands in the way now.
 */
final class CarriedFindings {

  private final boolean terminates;
  private final Optional<Status> previous;

  CarriedFindings(Telling telling) {
    this.terminates = telling.terminates();
    this.previous = telling.previous().filter(it -> terminates || !wasTerminating(it));
  }

  /** What was found while it was being deleted says nothing of one that is wanted again. */
  private static boolean wasTerminating(Status status) {
    return status.condition(ConditionType.TERMINATING).filter(Condition::isTrue).isPresent();
  }

  /** The record is refused: nothing is known to have changed, and nothing will. */
  List<Finding> ofRefusal(Trouble trouble) {
    return with(trouble, Truth.FALSE, ConditionType.ACCEPTED, ConditionType.SYNCED);
  }

  /** Fly cannot be looked at: what is there may still be as it was. */
  List<Finding> ofBlindness(Trouble trouble) {
    return with(trouble, Truth.UNKNOWN, ConditionType.SYNCED);
  }

  private List<Finding> with(Trouble trouble, Truth truth, ConditionType... troubled) {
    return Arrays.stream(ConditionType.values())
        .map(type ->
            List.of(troubled).contains(type)
                ? new Finding(type, truth, trouble.reason(), trouble.message())
                : carried(type, trouble))
        .toList();
  }

  private Finding carried(ConditionType type, Trouble trouble) {
    if (type == ConditionType.TERMINATING && !terminates) {
      return new Finding(type, Truth.FALSE, Reason.AS_DESIRED, Reason.AS_DESIRED.sentence());
    }
    return previous
        .flatMap(it -> it.condition(type))
        .map(before -> carried(before, trouble))
        .orElseGet(() -> Finding.unknown(type, trouble));
  }

  /** Whether what was under way still is, nobody knows; only a deletion is not taken back. */
  private static Finding carried(Condition before, Trouble trouble) {
    if (before.reason().retryClass() != RetryClass.PROGRESS) {
      return new Finding(before.type(), before.truth(), before.reason(), before.message());
    }
    return before.isTrue()
        ? new Finding(before.type(), Truth.TRUE, trouble.reason(), trouble.message())
        : Finding.unknown(before.type(), trouble);
  }
}
