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
import io.runtimeservice.reconciler.plan.Reservations;
import io.runtimeservice.reconciler.status.Trouble;
import java.util.List;

/**
 * Judges the records of an environment by themselves: is it clear what is wanted, and allowed?
 * Pure.
 */
public final class Judge {

  private final Reservations reservations;

  public Judge(Reservations reservations) {
    this.reservations = reservations;
  }

  public Judgement judge(EnvironmentKey key, Records records) {
    if (records.environment().isEmpty()) {
      return new Judgement.Nothing();
    }
    return switch (runtime(key, records)) {
      case Reading.Refused<RuntimeRecord>(List<Refusal> refusals) ->
          new Judgement.Refused(
              Trouble.of(Reason.INTERNAL_ERROR, "Its own record: " + refusals.getFirst() + "."));
      case Reading.Read<RuntimeRecord>(RuntimeRecord record) -> judge(records, record);
    };
  }

  private static Reading<RuntimeRecord> runtime(EnvironmentKey key, Records records) {
    return records
        .runtime()
        .map(tree -> RuntimeRecordCodec.read(tree, key))
        .orElseGet(() -> new Reading.Read<>(RuntimeRecord.none(key)));
  }

  private Judgement judge(Records records, RuntimeRecord record) {
    return switch (desired(record.key(), records)) {
      case Reading.Refused<Desired>(List<Refusal> refusals) ->
          new Judgement.Refused(Trouble.of(refusals));
      case Reading.Read<Desired>(Desired desired) -> allowed(desired, record);
    };
  }

  /** What the Manager's two records amount to. */
  public static Reading<Desired> desired(EnvironmentKey key, Records records) {
    if (records.environment().isEmpty()) {
      return Reading.refused("environment", "expected an Environment record; there is none");
    }
    Value.Tree environment = records.environment().orElseThrow();
    if (EnvironmentRecord.wantsDeletion(environment)) {
      return EnvironmentRecord.readDeletion(environment, key).then(Desired::ofDeletion);
    }
    if (records.app().isEmpty()) {
      return Reading.refused("app", "expected an App record; there is none");
    }
    return AppRecord.read(records.app().orElseThrow(), key.app())
        .then(app -> EnvironmentRecord.read(environment, key).then(it -> Desired.of(app, it)));
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
