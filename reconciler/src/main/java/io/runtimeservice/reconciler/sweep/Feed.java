package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Asks again and again what has changed on Fly since, so that what is done behind the service's
 * back is seen within seconds. What it cannot tell from the roll it asks the table.
 */
final class Feed {

  /** The list is behind, by a time that Fly does not say: so much of it is asked for again. */
  static final Duration OVERLAP = Duration.ofSeconds(60);

  /** What nothing newer has followed for so long is not asked for again. */
  static final Duration SETTLED = OVERLAP.multipliedBy(2);

  /** Clocks that agree may differ by so much. */
  static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /** A poll that has more pages than this has fallen behind: the next sweep will see the rest. */
  static final int PAGES_MAX = 20;

  private final SweepParts parts;
  private final BiConsumer<EnvironmentKey, Difference> found;
  private Roll roll = new Roll();
  private Optional<Instant> from = Optional.empty();

  /** The newest change that was seen, and since when none was newer. */
  private Optional<Instant> newest = Optional.empty();

  private long quietSinceNanos;

  /** Rows that were judged already, of those that are asked for again. */
  private Map<String, String> judged = new HashMap<>();

  private Map<String, String> shown = new HashMap<>();

  /**
   * A feed.
   *
   * @param found told of what is otherwise than its records say
   */
  Feed(SweepParts parts, BiConsumer<EnvironmentKey, Difference> found) {
    this.parts = parts;
    this.found = found;
  }

  /**
   * Goes on from a sweep.
   *
   * @param seen Fly's time of the newest change that it saw
   */
  void begin(Roll sweptRoll, Optional<Instant> seen) {
    roll = sweptRoll;
    if (from.isEmpty()) {
      seen.ifPresent(this::advance);
    }
  }

  /** How all stood by the last sweep, and by what was read again since. */
  Roll roll() {
    return roll;
  }

  /** From when on changes are asked for; empty until a sweep has seen one. */
  Optional<Instant> from() {
    return from;
  }

  /** Goes on from where another replica was. */
  void resume(Optional<Instant> position) {
    from = position;
  }

  /** Asks once; it fails if Fly does not answer, and then asks for the same the next time. */
  Future<Void> poll() {
    if (from.isEmpty()) {
      return Future.succeededFuture();
    }
    shown = new HashMap<>();
    var suspects = new Suspects(parts.environments(), parts.moment());
    return page(suspects, new Progress(Optional.empty(), 0, Optional.empty(), true))
        .compose(progress -> suspects.clear(roll::put, found).map(progress))
        .onSuccess(this::advance)
        .mapEmpty();
  }

  /**
   * How far a poll has come.
   *
   * @param whole whether no region was left out
   */
  private record Progress(
      Optional<String> cursor, int pages, Optional<Instant> newest, boolean whole) {

    Progress and(Fleet fleet) {
      return new Progress(
          fleet.next(),
          pages + 1,
          fleet
              .lastUpdatedAt()
              .filter(at -> newest.filter(at::isBefore).isEmpty())
              .or(() -> newest),
          whole && fleet.errorRegions().isEmpty());
    }
  }

  private Future<Progress> page(Suspects suspects, Progress before) {
    var call = new FleetCall.Machines(parts.options().organisation(), from, before.cursor());
    return parts
        .fly()
        .call(call, FullSweep.READ_DEADLINE)
        .compose(answer -> {
          Fleet fleet = answer.value();
          fleet.rows().forEach(row -> take(suspects, row));
          Progress now = before.and(fleet);
          return now.cursor().isPresent() && now.pages() < PAGES_MAX
              ? page(suspects, now)
              : Future.succeededFuture(now);
        });
  }

  private void take(Suspects suspects, Fleet.Row row) {
    String news = row.version() + " " + row.state();
    shown.put(row.id().value(), news);
    if (news.equals(judged.get(row.id().value()))) {
      return;
    }
    String installation = parts.options().installation();
    var standing = roll.of(row.app());
    boolean asExpected =
        standing
            .filter(Standing::atRest)
            .filter(it -> it.difference(row, installation).isEmpty())
            .isPresent();
    if (!asExpected) {
      standing
          .map(Standing::key)
          .or(() -> Standing.keyOf(row.metadata(), installation))
          .ifPresent(key -> suspects.add(key, now -> now.difference(row, installation)));
    }
  }

  /** What a region that was left out has to show is still to come. */
  private void advance(Progress progress) {
    judged = shown;
    if (progress.whole()) {
      progress.newest().or(() -> newest).ifPresent(this::advance);
    }
  }

  private void advance(Instant seen) {
    if (newest.filter(it -> !it.isBefore(seen)).isEmpty()) {
      newest = Optional.of(seen);
      quietSinceNanos = parts.time().nanos();
    }
    Instant known = newest.orElseThrow();
    Instant next = isSettled(known) ? known : known.minus(OVERLAP);
    if (from.filter(next::isBefore).isEmpty()) {
      from = Optional.of(next);
    }
  }

  /** Whether what happened up to then has been shown, however far behind the list is. */
  private boolean isSettled(Instant change) {
    var moment = parts.moment().get();
    boolean longAgo = moment.isCertainlyPast(change.plus(OVERLAP).plus(CLOCKS_DIFFER));
    return longAgo || parts.time().nanos() - quietSinceNanos >= SETTLED.toNanos();
  }
}
