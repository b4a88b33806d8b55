package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.record.DesiredVersion;
import io.runtimeservice.reconciler.act.OperationResult;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.status.Trouble;
import java.util.List;
import java.util.Optional;

/**
 * What came of acting.
 *
 * @param observed what is known now, and written
 * @param trouble what went wrong
 * @param results of every operation, in the order of the stages
 * @param overtaken whether it stopped because something newer is desired, or has to be looked at
 * @param supersedes what it has cut short
 */
record Acted(
    Observed observed,
    Optional<Trouble> trouble,
    List<OperationResult> results,
    long epoch,
    boolean overtaken,
    Optional<DesiredVersion> supersedes) {

  Acted {
    results = List.copyOf(results);
  }

  /** Nothing was to be done. */
  static Acted nothing(Observed observed) {
    return new Acted(observed, Optional.empty(), List.of(), 0, false, Optional.empty());
  }

  /** With this trouble, unless there is another. */
  Acted orTrouble(Optional<Trouble> it) {
    return trouble.isPresent() ? this : withTrouble(it);
  }

  Acted withTrouble(Optional<Trouble> it) {
    return new Acted(observed, it, results, epoch, overtaken, supersedes);
  }
}
