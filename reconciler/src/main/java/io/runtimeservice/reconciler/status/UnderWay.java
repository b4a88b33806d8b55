package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Value.Tree;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.status.Reason;
import java.util.Comparator;
import java.util.Optional;

/**
 * What is being made for an environment while the pass goes on that will tell of it: its own record
 * says so before each step. A status is written at the end of a pass only; until then this is the
 * answer for one of which nothing was told yet.
 */
public final class UnderWay {

  private UnderWay() {}

  /**
   * The first of what is being made, in the order in which one needs the other; empty if nothing
   * is.
   */
  public static Optional<Reason> of(EnvironmentKey key, Optional<Tree> runtime) {
    return runtime
        .map(tree -> RuntimeRecordCodec.read(tree, key))
        .flatMap(reading ->
            switch (reading) {
              case Reading.Read<RuntimeRecord>(RuntimeRecord record) -> of(record);
              case Reading.Refused<RuntimeRecord> _ -> Optional.empty();
            });
  }

  private static Optional<Reason> of(RuntimeRecord record) {
    if (record.lease().owner().isEmpty()) {
      return Optional.empty(); // left open by somebody: it is looked up before anything is made
    }
    return record.intents().stream()
        .map(Intent::kind)
        .min(Comparator.naturalOrder())
        .map(kind ->
            switch (kind) {
              case APP -> Reason.CREATING_APP;
              case ADDRESS -> Reason.ASSIGNING_ADDRESS;
              case SECRETS -> Reason.APPLYING_SECRETS;
              case CERTIFICATE -> Reason.CERT_ISSUING;
              case MACHINE -> Reason.CREATING_MACHINE;
            });
  }
}
