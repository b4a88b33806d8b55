package io.runtimeservice.reconciler.look;

import io.runtimeservice.model.record.Agenda;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.record.RuntimeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes no time in a record for true that has yet to come: it was written by a clock that is ahead,
 * and whoever waited for it would wait until then. It counts as now.
 */
record Timely(Instant now) {

  /** Clocks may differ by so much without anybody taking notice. */
  static final Duration TOLERANCE = Duration.ofMinutes(1);

  RuntimeRecord of(RuntimeRecord record, Duration wholeLookInterval) {
    Agenda agenda = record.agenda();
    var known =
        record
            .withClosing(record.closing().map(this::of))
            .withAgenda(
                new Agenda(
                    agenda.wholeLookDueAt().map(it -> noLaterThan(it, now.plus(wholeLookInterval))),
                    agenda.drainingSince().map(this::past),
                    agenda.counted()));
    var dated = known.withApplied(known.applied().withRollout(of(known.applied().rollout())));
    return record.progress().map(it -> dated.withProgress(of(it))).orElse(dated);
  }

  private Rollout of(Rollout rollout) {
    var known = rollout.hasStampAfter(now.plus(TOLERANCE)) ? rollout.restamped(now) : rollout;
    return known.withSetback(known.setback().map(it -> it.at(past(it.at()))));
  }

  private Progress of(Progress progress) {
    return new Progress(
        progress.version(),
        past(progress.acceptedAt()),
        progress.losses(),
        progress.lostAt().map(this::past),
        progress.repairs(),
        progress.begun(),
        progress.supersedes());
  }

  private Closing of(Closing closing) {
    Optional<Instant> goneAt = closing.goneAt().map(this::past);
    return new Closing(closing.name(), past(closing.at()), goneAt, closing.hostnames());
  }

  private Instant past(Instant time) {
    return noLaterThan(time, now);
  }

  private static Instant noLaterThan(Instant time, Instant limit) {
    return time.isAfter(limit.plus(TOLERANCE)) ? limit : time;
  }
}
