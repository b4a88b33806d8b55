package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
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

  private final Optional<Status> previous;
  private final Trouble trouble;

  CarriedFindings(Optional<Status> previous, Trouble trouble) {
    this.previous = previous;
    this.trouble = trouble;
  }

  /** The record is refused: nothing is known to have changed, and nothing will. */
  List<Finding> ofRefusal() {
    return with(Truth.FALSE, ConditionType.ACCEPTED, ConditionType.SYNCED);
  }

  /** Fly cannot be looked at: what is there may still be as it was. */
  List<Finding> ofBlindness() {
    return with(Truth.UNKNOWN, ConditionType.SYNCED);
  }

  private List<Finding> with(Truth truth, ConditionType... troubled) {
    return Arrays.stream(ConditionType.values())
        .map(type ->
            List.of(troubled).contains(type)
                ? new Finding(type, truth, trouble.reason(), trouble.message())
                : carried(type))
        .toList();
  }

  private Finding carried(ConditionType type) {
    return previous
        .flatMap(it -> it.condition(type))
        .map(this::carried)
        .orElseGet(() -> Finding.unknown(type, trouble));
  }

  /** Whether what was under way still is, nobody knows; only a deletion is not taken back. */
  private Finding carried(Condition before) {
    if (before.reason().retryClass() != RetryClass.PROGRESS) {
      return new Finding(before.type(), before.truth(), before.reason(), before.message());
    }
    return before.isTrue()
        ? new Finding(before.type(), Truth.TRUE, trouble.reason(), trouble.message())
        : Finding.unknown(before.type(), trouble);
  }
}
