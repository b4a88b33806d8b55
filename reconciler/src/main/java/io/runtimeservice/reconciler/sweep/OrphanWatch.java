package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.sweep.Orphan;
import io.runtimeservice.model.sweep.SweepRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers orphans from sweep to sweep: what was seen once may be an app that is just being made.
 * Pure.
 */
final class OrphanWatch {

  private OrphanWatch() {}

  /** Those that were seen by this sweep, each since when; the oldest first. */
  static List<Orphan> seen(
      List<Orphan> before, Map<FlyAppName, Optional<EnvironmentKey>> now, Instant at) {
    return now.entrySet().stream()
        .map(it ->
            before.stream()
                .filter(orphan -> orphan.app().equals(it.getKey()))
                .findFirst()
                .map(orphan -> orphan.seenAgain(at))
                .orElseGet(() -> new Orphan(it.getKey(), it.getValue(), at, at)))
        .sorted(
            Comparator.comparing(Orphan::firstSeen).thenComparing(orphan -> orphan.app().value()))
        .limit(SweepRecord.ORPHANS_MAX)
        .toList();
  }
}
