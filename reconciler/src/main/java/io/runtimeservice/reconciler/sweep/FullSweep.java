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
  private final long startedNanos;
  private final Roll roll = new Roll();
  private final Suspects suspects;
  private final Set<String> machines = new HashSet<>();
  private final Map<FlyAppName, Optional<EnvironmentKey>> marked = new HashMap<>();
  private final Set<FlyAppName> shared = new HashSet<>();
  private final List<String> doubts = new ArrayList<>();
  private final Map<String, Integer> differing = new TreeMap<>();
  private final List<SweepReport.Found> found = new ArrayList<>();
  private Optional<Instant> newest = Optional.empty();
  private int rows;

  /**
   * A sweep.
   *
   * @param expected how many environments the table should show
   */
  FullSweep(SweepParts parts, int expected) {
    this.parts = parts;
    this.expected = expected;
    this.startedNanos = parts.time().nanos();
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
        .compose(apps -> suspects.clear(roll::put, this::drifted).map(_ -> end(apps)));
  }

  private Future<Void> table() {
    int of = parts.options().segments();
    var segments =
        IntStream.range(0, of)
            .mapToObj(number ->
                segment(new Inventory.Segment(number, of), roll.new Reader(), Optional.empty()))
            .toList();
    return Future.all(segments)
        .<Void>mapEmpty()
        .onSuccess(_ -> {
          judge("table", "the table", roll.size(), expected);
          roll.all().stream()
              .filter(it -> !it.atRest())
              .forEach(it -> parts.finds().unrest(it.key()));
        });
  }

  private Future<Void> segment(
      Inventory.Segment segment, Roll.Reader reader, Optional<String> cursor) {
    return parts
        .inventory()
        .page(segment, cursor)
        .compose(page -> {
          var moment = parts.moment().get();
          page.rows().forEach(row -> reader.read(row, moment));
          if (page.next().isPresent()) {
            return segment(segment, reader, page.next());
          }
          reader.end(moment);
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
          take(fleet);
          return fleet.next().isPresent()
              ? machines(fleet.next(), page + 1)
              : Future.succeededFuture();
        });
  }

  private void take(Fleet fleet) {
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
    fleet.rows().forEach(this::take);
  }

  private void take(Fleet.Row row) {
    String installation = parts.options().installation();
    machines.add(row.id().value());
    var owner = Standing.keyOf(row.metadata(), installation);
    if (owner.isPresent()) {
      marked.put(row.app(), owner);
    } else {
      shared.add(row.app());
    }
    roll.of(row.app())
        .filter(Standing::atRest)
        .filter(it -> it.difference(row, installation).isPresent())
        .ifPresent(it -> suspects.add(it.key(), now -> now.difference(row, installation)));
  }

  private Future<List<FlyApp>> apps() {
    return parts
        .fly()
        .call(new FleetCall.Apps(parts.options().organisation()), READ_DEADLINE)
        .map(answer -> {
          var names = new HashSet<FlyAppName>();
          answer.value().stream().map(FlyApp::name).forEach(names::add);
          judge("apps", "the list of apps", roll.madeOf(names), roll.made());
          judge("machines", "the list of machines", roll.machinesOf(machines), roll.machines());
          if (doubts.isEmpty()) {
            roll.all().stream().filter(Standing::atRest).forEach(it -> missing(it, names));
          }
          return answer.value();
        });
  }

  private void missing(Standing standing, Set<FlyAppName> names) {
    if (standing.made() && standing.app().filter(it -> !names.contains(it)).isPresent()) {
      suspects.add(standing.key(), now -> appMissing(now, names));
    } else if (standing.places().stream().anyMatch(it -> !machines.contains(it.machine()))) {
      suspects.add(standing.key(), this::machineMissing);
    }
  }

  private static Optional<Difference> appMissing(Standing standing, Set<FlyAppName> names) {
    return standing.made() && standing.app().filter(it -> !names.contains(it)).isPresent()
        ? Optional.of(standing.appMissing())
        : Optional.empty();
  }

  private Optional<Difference> machineMissing(Standing standing) {
    return standing.places().stream()
        .filter(it -> !machines.contains(it.machine()))
        .findFirst()
        .map(Standing::missing);
  }

  private void drifted(EnvironmentKey key, Difference difference) {
    differing.merge(difference.kind().toString(), 1, Integer::sum);
    if (found.size() < SweepReport.FOUND_MAX) {
      found.add(new SweepReport.Found(key, difference.what()));
    }
    parts.finds().drift(key);
  }

  /** Whether a list is believed. */
  private void judge(String source, String list, int shown, int expected) {
    Trust trust = Trust.of(shown, expected);
    trust.doubt(list, shown, expected).ifPresent(it -> doubt(source, trust, it));
  }

  private void doubt(String source, Trust trust, String words) {
    parts.telemetry().count(Metric.UNTRUSTED_READS, source, trust.toString());
    if (!doubts.contains(words)) {
      doubts.add(words);
    }
  }

  private Swept end(List<FlyApp> apps) {
    var now = parts.moment().get().now();
    int unrest = Math.toIntExact(roll.all().stream().filter(it -> !it.atRest()).count());
    if (unrest > 0) {
      differing.put("not at rest", unrest);
    }
    var report =
        new SweepReport(
            now,
            Duration.ofNanos(parts.time().nanos() - startedNanos),
            doubts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", doubts)),
            roll.size(),
            roll.made(),
            rows,
            new TreeMap<>(differing),
            found);
    return new Swept(report, roll, newest, doubts.isEmpty() ? orphans(apps) : Map.of());
  }

  /** A mark says nothing of an app in which somebody else's machines are, too: it was copied. */
  private Optional<EnvironmentKey> markedAlone(FlyAppName app) {
    return shared.contains(app) ? Optional.empty() : marked.getOrDefault(app, Optional.empty());
  }

  /** Ours by a record or by their machines' marks, and reserved by no live environment. */
  private Map<FlyAppName, Optional<EnvironmentKey>> orphans(List<FlyApp> apps) {
    var orphans = new HashMap<FlyAppName, Optional<EnvironmentKey>>();
    for (FlyApp app : apps) {
      var owner = roll.former(app).or(() -> markedAlone(app.name()));
      if (owner.isPresent() && roll.of(app.name()).isEmpty()) {
        orphans.put(app.name(), owner);
      }
    }
    return orphans;
  }
}
