package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.EnvironmentRecord;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.Sleep;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.plan.Ownership;
import io.runtimeservice.reconciler.status.AtRest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How an environment stands by its records, in so few words that a hundred thousand of them fit:
 * what a list of everything on Fly is compared with.
 *
 * @param atRest whether nothing is left to do for it, by its records; only then a difference is one
 * @param app its app, once a name is reserved
 * @param made whether the app is there
 * @param mayRest whether a machine of it may be at rest: it is asleep, or stopped as desired
 * @param mayRun whether a machine of it may run
 * @param served whether it has been as desired before
 * @param certificatesEnd when each of its certificates ends of which that is known
 * @param lookDueAt when it is to be looked at whole
 */
record Standing(
    EnvironmentKey key,
    boolean atRest,
    boolean production,
    Optional<FlyAppName> app,
    boolean made,
    boolean mayRest,
    boolean mayRun,
    boolean served,
    List<Place> places,
    List<Instant> certificatesEnd,
    Optional<Instant> lookDueAt) {

  /** The marks that say which environment is meant. */
  private static final Set<String> OWNERS = Set.of(Ownership.APP, Ownership.ENVIRONMENT);

  Standing {
    places = List.copyOf(places);
    certificatesEnd = List.copyOf(certificatesEnd);
  }

  /** A machine in its slot. */
  record Place(int slot, String machine, String version) {
    String words() {
      return "machine " + machine + " (m" + slot + ")";
    }
  }

  /** By an environment's records; empty if it has no environment record. */
  static Optional<Standing> of(EnvironmentKey key, Records records, Moment moment) {
    return of(records, runtime(key, records.runtime()), moment);
  }

  /** The same, with its runtime record as it was read. */
  static Optional<Standing> of(Records records, RuntimeRecord runtime, Moment moment) {
    return records.environment().map(environment -> of(environment, records, runtime, moment));
  }

  private static Standing of(
      Value.Tree environment, Records records, RuntimeRecord record, Moment moment) {
    EnvironmentKey key = record.key();
    Applied applied = record.applied();
    var desired =
        Judge.desired(key, records, moment) instanceof Reading.Read<Desired>(Desired read)
            ? Optional.of(read)
            : Optional.<Desired>empty();
    boolean seen = desired.filter(it -> record.hasAccepted(it.version())).isPresent();
    boolean free = record.lease().owner().isEmpty();
    return new Standing(
        key,
        AtRest.is(environment) && seen && free && !isOver(environment, moment),
        desired.filter(it -> it.type() == EnvironmentType.PRODUCTION).isPresent(),
        record.naming().reserved().map(Naming.Reserved::name),
        applied.appCreated(),
        desired.filter(Standing::mayRest).isPresent(),
        desired.filter(it -> it.wish() == Wish.RUNNING).isPresent(),
        record.chronicle().reached().isPresent(),
        applied.machines().entrySet().stream()
            .map(it ->
                new Place(it.getKey().index(), it.getValue().id().value(), it.getValue().version()))
            .toList(),
        applied.certificates().values().stream().flatMap(it -> it.expiresAt().stream()).toList(),
        record.agenda().wholeLookDueAt());
  }

  /** Whether somebody misses it when nothing of it serves. */
  boolean mayBeMissed() {
    return production && mayRun && served;
  }

  /** One that is not there, or cannot be understood, says nothing. */
  static RuntimeRecord runtime(EnvironmentKey key, Optional<Value.Tree> runtime) {
    var read = runtime.map(tree -> RuntimeRecordCodec.read(tree, key));
    return read.isPresent()
            && read.orElseThrow() instanceof Reading.Read<RuntimeRecord>(RuntimeRecord record)
        ? record
        : RuntimeRecord.none(key);
  }

  /** Whether a preview's time is over that is not deleted; the pass makes sure what time it is. */
  private static boolean isOver(Value.Tree record, Moment moment) {
    return EnvironmentRecord.expiry(record).filter(at -> !moment.now().isBefore(at)).isPresent()
        && !AtRest.isDeleted(record);
  }

  private static boolean mayRest(Desired desired) {
    return desired.wish() != Wish.RUNNING || desired.spec().policy().sleep() != Sleep.OFF;
  }

  /**
   * What a row of the list, of this environment's app, shows otherwise. A version that is older
   * than the recorded one is a list that is behind: versions are ULIDs, which sort as they were
   * made.
   */
  Optional<Difference> difference(Fleet.Row row, String installation) {
    if (app.filter(row.app()::equals).isEmpty()) {
      return Optional.empty();
    }
    return places.stream()
        .filter(it -> it.machine().equals(row.id().value()))
        .findFirst()
        .map(place -> difference(place, row))
        .orElseGet(() -> extra(row, installation));
  }

  private Optional<Difference> difference(Place place, Fleet.Row row) {
    String machine = place.words();
    int order = row.version().compareTo(place.version());
    if (order < 0) {
      return Optional.empty();
    }
    if (row.state().isGone()) {
      return Optional.of(missing(place));
    }
    if (order > 0) {
      return Optional.of(
          new Difference(Difference.Kind.MACHINE_CHANGED, machine + " was changed by hand"));
    }
    return switch (row.state().phase()) {
      case AT_REST ->
          mayRest
              ? Optional.empty()
              : Optional.of(
                  new Difference(Difference.Kind.MACHINE_STOPPED, machine + " does not run"));
      case BROKEN ->
          mayRun
              ? Optional.of(
                  new Difference(Difference.Kind.MACHINE_STOPPED, machine + " has failed"))
              : Optional.empty();
      case RUNNING ->
          mayRun
              ? Optional.empty()
              : Optional.of(
                  new Difference(
                      Difference.Kind.MACHINE_STARTED, machine + " runs and should not"));
      case PREPARING, MOVING, GONE, UNCLEAR -> Optional.empty();
    };
  }

  static Difference missing(Place place) {
    return new Difference(Difference.Kind.MACHINE_MISSING, place.words() + " is gone");
  }

  Difference appMissing() {
    return new Difference(Difference.Kind.APP_MISSING, "the app " + app.orElseThrow() + " is gone");
  }

  private Optional<Difference> extra(Fleet.Row row, String installation) {
    boolean ours =
        !row.state().isGone()
            && keyOf(row.metadata(), installation).filter(key::equals).isPresent();
    return ours
        ? Optional.of(
            new Difference(
                Difference.Kind.MACHINE_EXTRA, "machine " + row.id() + " is one too many"))
        : Optional.empty();
  }

  /** Whether a row's marks say that it is this environment's: sooner told than whose it is. */
  boolean isMarkedOn(Fleet.Row row, String installation) {
    var marks = row.metadata();
    return installation.equals(marks.get(Ownership.INSTALLATION))
        && key.app().value().equals(marks.get(Ownership.APP))
        && key.environment().value().equals(marks.get(Ownership.ENVIRONMENT));
  }

  /** Whose machine it is by the marks that it carries; empty if it is not this installation's. */
  static Optional<EnvironmentKey> keyOf(Map<String, String> metadata, String installation) {
    return installation.equals(metadata.get(Ownership.INSTALLATION))
            && metadata.keySet().containsAll(OWNERS)
        ? EnvironmentKey.parse(
            metadata.get(Ownership.APP) + "/" + metadata.get(Ownership.ENVIRONMENT))
        : Optional.empty();
  }
}
