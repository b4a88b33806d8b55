package io.runtimeservice.model.record;

import java.time.Instant;
import java.util.Optional;

/**
 * Times to come back at, and what the brake has counted.
 *
 * @param wholeLookDueAt when everything is to be looked at, not only what the record does not prove
 * @param drainingSince since when production is stopped, to be deleted after a grace period
 * @param counted what the brake has counted last of this environment, so that it counts it once
 */
public record Agenda(
    Optional<Instant> wholeLookDueAt, Optional<Instant> drainingSince, Optional<String> counted) {

  public static final Agenda NONE =
      new Agenda(Optional.empty(), Optional.empty(), Optional.empty());

  public Agenda withCounted(String what) {
    return new Agenda(wholeLookDueAt, drainingSince, Optional.of(what));
  }

  public Agenda withWholeLookDueAt(Instant at) {
    return new Agenda(Optional.of(at), drainingSince, counted);
  }

  public Agenda withDrainingSince(Optional<Instant> since) {
    return new Agenda(wholeLookDueAt, since, counted);
  }
}
