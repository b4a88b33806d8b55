package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.sweep.SweepReport;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * One sweep: all records, all machines, all apps, compared in memory. It costs pages, whatever the
 * number of environments, and asks for a look only at what differs.
 */
final class FullSweep {

  /** How long a page of Fly's may take. */
  static final Duration READ_DEADLINE = Duration.ofSeconds(20);

  /** More pages than there can be: a list that does not end is not read for ever. */
  static final int PAGES_MAX = 10_000;

  private final SweepParts parts;
  private final int expected;
  private final Roll before;
  private final long startedNanos;
  private final Turns turns;
  private final Roll roll;
  private final Suspects suspects;
  private final Lists lists;
  private final Map<FlyAppName, Optional<EnvironmentKey>> marked;
  private final Set<FlyAppName> shared = new HashSet<>();
  private final List<String> doubts = new ArrayList<>();
  private final Map<String, Integer> differing = new TreeMap<>();
  private final List<SweepReport.Found> found = new ArrayList<>();
  private Optional<Instant> newest = Optional.empty();
  private int rows;
  private boolean tableBelieved;

  /**
   * A sweep.
   *
   * @param expected how many environments the table should show
   * @param before what an earlier one read from the table; records that are as they were then are
   *     not understood anew
   */
  FullSweep(SweepParts parts, int expected, Roll before) {
    this.parts = parts;
    this.expected = expected;
    this.before = before;
    this.startedNanos = parts.time().nanos();
    this.turns = new Turns(parts.time());
    this.roll = new Roll(before.size());
    this.lists = new Lists(before.size());
    this.marked = HashMap.newHashMap(before.size());
    this.suspects = new Suspects(parts.environments(), parts.moment());
  }

  /**
   * What a sweep has found.
   *
   * @param newest Fly's time of the newest change in the list
   * @param orphans apps that are ours and no environment's, and whose they were
   */
  record Swept(
      SweepReport report,
      Roll roll,
      Optional<Instant> newest,
      Map<FlyAppName, Optional<EnvironmentKey>> orphans) {}

  /** Fails if the table or Fly cannot be read. */
  Future<Swept> run() {
    return table()
        .compose(_ -> machines(Optional.empty(), 0))
        .compose(_ -> apps())
        .compose(apps ->
            suspects
                .clear(roll::put, this::drifted)
                .compose(_ -> orphans(apps))
                .map(orphans -> new Swept(report(), roll, newest, orphans)));
  }

  /**
   * How many are in which state, once the table has been read and is believed, whatever becomes of
   * the rest.
   */
  Optional<Census> census() {
    return tableBelieved ? Optional.of(roll.census()) : Optional.empty();
  }

  private Future<Void> table() {
    int of = parts.options().segments();
    var segments =
        IntStream.range(0, of)
            .mapToObj(number ->
                segment(
                    new Inventory.Segment(number, of), roll.new Reader(before), Optional.empty()))
            .toList();
    return Future.all(segments)
        .compose(_ -> {
          tableBelieved = judge("table", "the table", roll.size(), expected);
          return turns.each(roll.each(), this::tellUnrest);
        });
  }

  private void tellUnrest(Standing standing) {
    if (!standing.atRest()) {
      parts.finds().unrest(standing.key());
    }
  }

  private Future<Void> segment(
      Inventory.Segment segment, Roll.Reader reader, Optional<String> cursor) {
    return parts
        .inventory()
        .page(segment, cursor)
        .compose(page -> {
          var moment = parts.moment().get();
          return turns.each(page.rows(), row -> reader.read(row, moment)).map(page);
        })
        .compose(page -> {
          if (page.next().isPresent()) {
            return segment(segment, reader, page.next());
          }
          reader.end(parts.moment().get());
          return Future.succeededFuture();
        });
  }

  private Future<Void> machines(Optional<String> cursor, int page) {
    if (page == PAGES_MAX) {
      doubt("machines", Trust.SHRUNK, "the list of machines does not end");
      return Future.succeededFuture();
    }
    var call = new FleetCall.Machines(parts.options().organisation(), Optional.empty(), cursor);
    return parts
        .fly()
        .call(call, READ_DEADLINE)
        .map(Fly.Answer::value)
        .compose(fleet -> {
          note(fleet);
          return turns.each(fleet.rows(), this::take).map(fleet);
        })
        .compose(fleet ->
            fleet.next().isPresent() ? machines(fleet.next(), page + 1) : Future.succeededFuture());
  }

  private void note(Fleet fleet) {
    rows += fleet.rows().size();
    fleet
        .lastUpdatedAt()
        .ifPresent(at -> newest = newest.filter(it -> it.isAfter(at)).or(() -> Optional.of(at)));
    if (!fleet.errorRegions().isEmpty()) {
      doubt(
          "machines",
          Trust.REGION_MISSING,
          "the list of machines leaves out " + String.join(", ", fleet.errorRegions()));
    }
  }

  private void take(Fleet.Row row) {
    String installation = parts.options().installation();
    lists.machine(row.id().value());
    var standing = roll.of(row.app());
    var owner =
        standing
            .filter(it -> it.isMarkedOn(row, installation))
            .map(Standing::key)
            .or(() -> Standing.keyOf(row.metadata(), installation));
    if (owner.isPresent()) {
      marked.put(standing.flatMap(Standing::app).orElse(row.app()), owner);
    } else {
      shared.add(row.app());
    }
    standing
        .filter(Standing::atRest)
        .filter(it -> it.difference(row, installation).isPresent())
        .ifPresent(it -> suspects.add(it.key(), now -> now.difference(row, installation)));
  }

  private Future<List<FlyApp>> apps() {
    return parts
        .fly()
        .call(new FleetCall.Apps(parts.options().organisation()), READ_DEADLINE)
        .map(Fly.Answer::value)
        .compose(apps ->
            turns
                .each(apps, app -> lists.app(app.name()))
                .compose(_ -> turns.each(roll.each(), lists::compare))
                .onSuccess(_ -> conclude())
                .map(apps));
  }

  private void conclude() {
    judge("apps", "the list of apps", lists.appsShown(), roll.made());
    judge("machines", "the list of machines", lists.machinesShown(), roll.machines());
    if (doubts.isEmpty()) {
      lists.lacking().forEach(it -> suspects.add(it.key(), lists::missing));
    }
  }

  private void drifted(EnvironmentKey key, Difference difference) {
    differing.merge(difference.kind().toString(), 1, Integer::sum);
    if (found.size() < SweepReport.FOUND_MAX) {
      found.add(new SweepReport.Found(key, difference.what()));
    }
    parts.finds().drift(key);
  }

  /** Whether a list is believed. */
  private boolean judge(String source, String list, int shown, int expected) {
    Trust trust = Trust.of(shown, expected);
    var words = trust.doubt(list, shown, expected);
    words.ifPresent(it -> doubt(source, trust, it));
    return words.isEmpty();
  }

  private void doubt(String source, Trust trust, String words) {
    parts.telemetry().count(Metric.UNTRUSTED_READS, source, trust.toString());
    if (!doubts.contains(words)) {
      doubts.add(words);
    }
  }

  private SweepReport report() {
    if (roll.unrest() > 0) {
      differing.put("not at rest", roll.unrest());
    }
    return new SweepReport(
        parts.moment().get().now(),
        Duration.ofNanos(parts.time().nanos() - startedNanos),
        doubts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", doubts)),
        roll.size(),
        roll.made(),
        rows,
        new TreeMap<>(differing),
        found);
  }

  /** A mark says nothing of an app in which somebody else's machines are, too: it was copied. */
  private Optional<EnvironmentKey> markedAlone(FlyAppName app) {
    return shared.contains(app) ? Optional.empty() : marked.getOrDefault(app, Optional.empty());
  }

  /** Ours by a record or by their machines' marks, and reserved by no live environment. */
  private Future<Map<FlyAppName, Optional<EnvironmentKey>>> orphans(List<FlyApp> apps) {
    var orphans = new HashMap<FlyAppName, Optional<EnvironmentKey>>();
    return turns
        .each(
            doubts.isEmpty() ? apps : List.of(),
            app -> {
              if (roll.of(app.name()).isEmpty()) {
                roll.former(app)
                    .or(() -> markedAlone(app.name()))
                    .ifPresent(owner -> orphans.put(app.name(), Optional.of(owner)));
              }
            })
        .map(orphans);
  }
}
