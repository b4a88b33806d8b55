package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.EnvironmentRecord;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.reconciler.status.AtRest;
import java.util.Optional;

/**
 * What a pass is about.
 *
 * @param attempt how many passes in a row have ended in trouble, over this desired state
 */
record Case(PassRequest request, Records records, int attempt) {

  /**
   * A new desired state starts counting anew, once: until it can be looked at, only the status says
   * that it was tried.
   */
  Case about(Desired desired, RuntimeRecord record) {
    boolean told =
        previous()
            .flatMap(Status::observedGeneration)
            .filter(desired.version().generation()::equals)
            .isPresent();
    return record.hasAccepted(desired.version()) || told ? this : new Case(request, records, 0);
  }

  EnvironmentKey key() {
    return request.key();
  }

  /** As far as it can be read, in a record that may be refused for something else. */
  boolean wantsDeletion() {
    return records.environment().filter(EnvironmentRecord::wantsDeletion).isPresent();
  }

  boolean isAtRest() {
    return records.environment().filter(AtRest::is).isPresent();
  }

  /** The status as it stands in the record. */
  Value.Tree status() {
    return records.environment().map(it -> it.tree("status")).orElse(Value.Tree.EMPTY);
  }

  Optional<Status> previous() {
    return StatusWriter.told(records);
  }
}
