package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.limit.FlyBudget;
import java.time.Duration;
import java.util.Optional;

/** Whether it is for this replica to look at an environment. */
sealed interface Turn {

  /**
   * It is.
   *
   * @param record what is known
   * @param takesOver what is left of the app's limits, if another replica has followed it so far
   */
  record Ours(RuntimeRecord record, Optional<FlyBudget.Left> takesOver) implements Turn {}

  /** Another replica holds it, or follows it. */
  record Theirs(Duration again) implements Turn {}

  /** Another replica has brought it to rest; a reminder of our own has nothing to say. */
  record Nobodys() implements Turn {}
}
