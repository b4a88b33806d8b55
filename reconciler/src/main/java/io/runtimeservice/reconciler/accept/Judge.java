package io.runtimeservice.reconciler.accept;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.AppRecord;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.EnvironmentRecord;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.plan.Reservations;
import io.runtimeservice.reconciler.status.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges the records of an environment by themselves: is it clear what is wanted, and allowed?
 * Pure.
 */
public final class Judge {

  private final Reservations reservations;

  public Judge(Reservations reservations) {
    this.reservations = reservations;
  }

  public Judgement judge(EnvironmentKey key, Records records, Moment moment) {
    if (records.environment().isEmpty()) {
      return new Judgement.Nothing();
    }
    return switch (runtime(key, records)) {
      case Reading.Refused<RuntimeRecord>(List<Refusal> refusals) ->
          new Judgement.Refused(
              Trouble.of(Reason.INTERNAL_ERROR, "Its own record: " + refusals.getFirst() + "."));
      case Reading.Read<RuntimeRecord>(RuntimeRecord record) -> judge(records, record, moment);
    };
  }

  private static Reading<RuntimeRecord> runtime(EnvironmentKey key, Records records) {
    return records
        .runtime()
        .map(tree -> RuntimeRecordCodec.read(tree, key))
        .orElseGet(() -> new Reading.Read<>(RuntimeRecord.none(key)));
  }

  private Judgement judge(Records records, RuntimeRecord record, Moment moment) {
    return switch (desired(record.key(), records, moment)) {
      case Reading.Refused<Desired>(List<Refusal> refusals) ->
          new Judgement.Refused(Trouble.of(refusals));
      case Reading.Read<Desired>(Desired desired) -> allowed(desired, record);
    };
  }

  /** What the Manager's two records amount to at that moment. */
  public static Reading<Desired> desired(EnvironmentKey key, Records records, Moment moment) {
    if (records.environment().isEmpty()) {
      return Reading.refused("environment", "expected an Environment record; there is none");
    }
    Value.Tree environment = records.environment().orElseThrow();
    if (EnvironmentRecord.wantsDeletion(environment)) {
      return EnvironmentRecord.readDeletion(environment, key).then(Desired::ofDeletion);
    }
    Optional<Instant> expiry = EnvironmentRecord.expiry(environment);
    if (expiry.isPresent()) {
      var over = EnvironmentRecord.readExpiry(environment, key).then(Desired::ofDeletion);
      if (isKnownToBeOver(over, key, records) || moment.isCertainlyPast(expiry.orElseThrow())) {
        return over;
      }
    }
    if (records.app().isEmpty()) {
      return Reading.refused("app", "expected an App record; there is none");
    }
    return AppRecord.read(records.app().orElseThrow(), key.app())
        .then(app -> EnvironmentRecord.read(environment, key).then(it -> Desired.of(app, it)));
  }

  /** Once it is known, no clock that goes slow or goes back makes it undone. */
  private static boolean isKnownToBeOver(
      Reading<Desired> over, EnvironmentKey key, Records records) {
    return over instanceof Reading.Read<Desired>(Desired desired)
        && runtime(key, records) instanceof Reading.Read<RuntimeRecord>(RuntimeRecord record)
        && record.hasAccepted(desired.version());
  }

  private Judgement allowed(Desired desired, RuntimeRecord record) {
    if (desired.wish() == Wish.DELETED) {
      return desired.deletionProtection()
          ? new Judgement.Refused(Trouble.of(Reason.DELETION_PROTECTED))
          : new Judgement.Accepted(desired, record);
    }
    return record
        .naming()
        .reserved()
        .filter(it -> !reservations.isInItsNetwork(desired, it))
        .<Judgement>map(it ->
            new Judgement.Refused(
                Trouble.of(Reason.NETWORK_CHANGE, "It is in " + it.network() + ".")))
        .orElseGet(() -> new Judgement.Accepted(desired, record));
  }
}
