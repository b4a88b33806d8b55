package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The conditions of an environment that is to be deleted. */
final class DeletionFindings {

  private final Telling.Seen telling;
  private final Duration deleteGrace;

  DeletionFindings(Telling.Seen telling, Duration deleteGrace) {
    this.telling = telling;
    this.deleteGrace = deleteGrace;
  }

  List<Finding> all() {
    Trouble stage = telling.trouble().orElseGet(() -> Trouble.of(reason(), evidence()));
    return Arrays.stream(ConditionType.values())
        .map(type ->
            switch (type) {
              case ACCEPTED -> Finding.holds(type);
              case TERMINATING -> new Finding(type, Truth.TRUE, stage.reason(), stage.message());
              case STALLED ->
                  new Finding(type, Truth.FALSE, Reason.AS_DESIRED, Reason.AS_DESIRED.sentence());
              case IMAGE_AVAILABLE,
                  APP_PROVISIONED,
                  ADDRESSES_ASSIGNED,
                  SECRETS_APPLIED,
                  CERTIFICATES_READY,
                  MACHINES_RUNNING,
                  HEALTHY,
                  SYNCED,
                  READY ->
                  new Finding(type, Truth.FALSE, reason(), reason().sentence());
            })
        .toList();
  }

  /** Gone when no name is reserved any more, and no deletion waits to be confirmed. */
  static boolean isDone(RuntimeRecord record) {
    return record.naming().reserved().isEmpty() && record.closing().isEmpty();
  }

  private Reason reason() {
    RuntimeRecord record = telling.observed().record();
    if (isDone(record)) {
      return Reason.DELETED;
    }
    boolean drains = record.agenda().drainingSince().isPresent() && record.closing().isEmpty();
    return drains ? Reason.DRAINING : Reason.DELETING;
  }

  private String evidence() {
    String expired =
        telling.desired().expiredAt().map(at -> "It expired at " + at + ". ").orElse("");
    return (expired + progress()).strip();
  }

  private String progress() {
    RuntimeRecord record = telling.observed().record();
    return record
        .closing()
        .map(it ->
            it.goneAt().isEmpty()
                ? "Fly has accepted the deletion of " + it.name() + "."
                : it.name() + " is gone; that is confirmed by a second look.")
        .orElseGet(() -> record.agenda().drainingSince().map(this::grace).orElse(""));
  }

  /** What keeps it when its time is over is that nobody knows for sure what time it is. */
  private String grace(Instant since) {
    var ends = since.plus(deleteGrace);
    return telling.now().isBefore(ends)
        ? "The grace period ends at " + ends + "."
        : "The grace period ended at "
            + ends
            + "; it goes when this service's clock agrees with"
            + " the table's and Fly's.";
  }
}
