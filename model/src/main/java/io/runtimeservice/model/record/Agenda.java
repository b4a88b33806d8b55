package io.runtimeservice.model.record;

import java.time.Instant;
import java.util.Optional;

/**
 * Times to come back at.
 *
 * @param wholeLookDueAt when everything is to be looked at, not only what the record does not prove
 * @param drainingSince since when production is stopped, to be deleted after a grace period
 */
public record Agenda(Optional<Instant> wholeLookDueAt, Optional<Instant> drainingSince) {

  public static final Agenda NONE = new Agenda(Optional.empty(), Optional.empty());

  public Agenda withWholeLookDueAt(Instant at) {
    return new Agenda(Optional.of(at), drainingSince);
  }

  public Agenda withDrainingSince(Optional<Instant> since) {
    return new Agenda(wholeLookDueAt, since);
  }
}
