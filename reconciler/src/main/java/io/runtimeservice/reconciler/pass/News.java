package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.record.Chronicle;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.DesiredVersion;
import io.runtimeservice.model.record.RuntimeRecord;
import java.util.Optional;

/**
 * What a pass has found to be so for the first time.
 *
 * @param gone the deletion that it has confirmed
 * @param reached whether all that is desired is there and serves
 * @param reachedBefore what had been reached last before it
 */
record News(Optional<Closing> gone, boolean reached, Optional<DesiredVersion> reachedBefore) {

  /**
   * The news of a pass.
   *
   * @param before the record as the pass has read it
   * @param seen the record after its look
   * @param done the record at its end
   */
  static News of(RuntimeRecord before, RuntimeRecord seen, RuntimeRecord done) {
    return new News(
        gone(before, seen),
        isReached(before, done),
        before.chronicle().reached().map(Chronicle.Reached::version));
  }

  private static Optional<Closing> gone(RuntimeRecord before, RuntimeRecord seen) {
    return before
        .closing()
        .filter(_ -> seen.closing().isEmpty() && seen.naming().reserved().isEmpty());
  }

  private static boolean isReached(RuntimeRecord before, RuntimeRecord done) {
    return !before.chronicle().reached().equals(done.chronicle().reached());
  }

  /** The news of a pass that stopped because something else is to be looked at first. */
  News ofOvertaken() {
    return new News(Optional.empty(), reached, reachedBefore);
  }
}
