package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.sweep.SweepRecord;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Recorded;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.runtimeservice.reconciler.fixture.Tally;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A table, a Fly that lists what it is told to list, and whoever is told of what is found. */
final class SweepWorld {

  static final Duration INTERVAL = Duration.ofMinutes(5);
  static final Duration FEED_INTERVAL = Duration.ofSeconds(10);
  static final Duration LEASE = Duration.ofSeconds(45);

  final ManualTime time = new ManualTime();
  final InMemoryTable table = new InMemoryTable();
  final Tally tally = new Tally();
  final ScriptedFly fly =
      new ScriptedFly()
          .asks(FleetCall.Machines.class, this::machines)
          .asks(FleetCall.Apps.class, _ -> apps());

  final List<EnvironmentKey> unrest = new ArrayList<>();
  final List<EnvironmentKey> drift = new ArrayList<>();
  final Map<EnvironmentKey, Duration> turns = new LinkedHashMap<>();
  final List<FlyAppName> orphans = new ArrayList<>();

  /** What Fly lists. */
  final List<Fleet.Row> rows = new ArrayList<>();

  final Set<FlyAppName> apps = new TreeSet<>();
  Set<String> errorRegions = Set.of();
  Optional<Instant> lastUpdatedAt = Optional.of(ManualTime.START);

  /** What Fly says to those who ask what has changed, page by page; then that nothing has. */
  final Deque<Fleet> changes = new ArrayDeque<>();

  /** From when on changes were asked for, each time. */
  final List<Instant> asked = new ArrayList<>();

  boolean agreed = true;
  boolean deletesOrphans;
  Duration wholeLookInterval = Duration.ofHours(24);
  boolean inventoryIsDown;
  boolean storeIsDown;
  boolean recordIsDown;
  boolean flyIsDown;
  int inventoryPages;

  /** What happens while the sweep record is being written. */
  Runnable duringWrite = () -> {};

  /** What somebody does before a record is read again. */
  Runnable beforeLoad = () -> {};

  /** An environment that is as its records say, in the table and on Fly. */
  Recorded settled(Recorded it) {
    write(it);
    apps.add(it.reserved().name());
    rows.addAll(it.rows());
    return it;
  }

  Recorded settled(String environment) {
    return settled(Recorded.preview(EnvironmentKey.of("checkout", environment)));
  }

  /** In the table alone. */
  void write(Recorded it) {
    table.putApp(it.key().app(), it.app());
    table.putEnvironment(it.key(), it.environment());
    table.putRuntime(it.key(), RuntimeRecordCodec.write(it.runtime()));
  }

  /** Fly says, to the next one who asks, that this has changed. */
  void changed(Instant at, Fleet.Row... some) {
    changes.add(new Fleet(List.of(some), Optional.empty(), Set.of(), Optional.of(at)));
  }

  SweepParts parts(String replica) {
    return new SweepParts(
        new Shelf(),
        this::page,
        new Ledger(),
        fly,
        time,
        () -> new Moment(time.now(), agreed),
        tally,
        new Told(),
        new SweepParts.Options(
            "acme",
            Given.INSTALLATION,
            replica,
            LEASE,
            INTERVAL,
            FEED_INTERVAL,
            wholeLookInterval,
            1,
            deletesOrphans));
  }

  Sweep sweep(String replica) {
    return new Sweep(parts(replica), new Random(7));
  }

  /** The sweep record, as it stands in the table. */
  SweepRecord record() {
    return Answers.of(table.sweepStore().read());
  }

  /** How all stand, by the table. */
  Roll roll() {
    var roll = new Roll();
    var reader = roll.new Reader(new Roll());
    var moment = new Moment(time.now(), agreed);
    Optional<String> cursor = Optional.empty();
    do {
      var page = Answers.of(table.inventory().page(new Inventory.Segment(0, 1), cursor));
      page.rows().forEach(row -> reader.read(row, moment));
      cursor = page.next();
    } while (cursor.isPresent());
    reader.end(moment);
    return roll;
  }

  private Future<Inventory.Page> page(Inventory.Segment segment, Optional<String> cursor) {
    inventoryPages++;
    return inventoryIsDown && cursor.isPresent()
        ? Said.failed(new Failure.Unavailable(Said.TABLE))
        : table.inventory().page(segment, cursor);
  }

  private Future<Fleet> machines(FleetCall.Machines call) {
    call.updatedAfter().ifPresent(asked::add);
    if (flyIsDown) {
      return Said.failed(new Failure.Unavailable(Said.FLY));
    }
    if (call.updatedAfter().isPresent()) {
      return Future.succeededFuture(
          changes.isEmpty()
              ? new Fleet(List.of(), Optional.empty(), Set.of(), Optional.empty())
              : changes.remove());
    }
    return Future.succeededFuture(new Fleet(rows, Optional.empty(), errorRegions, lastUpdatedAt));
  }

  private Future<List<FlyApp>> apps() {
    return Future.succeededFuture(
        apps.stream().map(it -> new FlyApp(it, "acme", "default")).toList());
  }

  private final class Told implements SweepParts.Finds {
    @Override
    public void unrest(EnvironmentKey key) {
      unrest.add(key);
    }

    @Override
    public void drift(EnvironmentKey key) {
      drift.add(key);
    }

    @Override
    public void turn(EnvironmentKey key, Duration after) {
      turns.put(key, after);
    }

    @Override
    public void orphan(EnvironmentKey key, FlyAppName app) {
      orphans.add(app);
    }
  }

  /** The sweep record, which may not be readable for a while. */
  private final class Ledger implements SweepStore {
    @Override
    public Future<SweepRecord> read() {
      return recordIsDown
          ? Said.failed(new Failure.Unavailable(Said.TABLE))
          : table.sweepStore().read();
    }

    @Override
    public Future<Write> replace(long readVersion, SweepRecord next) {
      duringWrite.run();
      return recordIsDown
          ? Said.failed(new Failure.Unavailable(Said.TABLE))
          : table.sweepStore().replace(readVersion, next);
    }
  }

  /** Single records, which may not be readable for a while. */
  private final class Shelf implements EnvironmentStore {
    @Override
    public Future<Records> load(EnvironmentKey key) {
      beforeLoad.run();
      return storeIsDown
          ? Said.failed(new Failure.Unavailable(Said.TABLE))
          : table.environmentStore().load(key);
    }

    @Override
    public Future<Write> writeStatus(StatusWrite write) {
      throw new AssertionError("a sweep writes no status");
    }

    @Override
    public Future<Write> writeUrl(EnvironmentKey key, String url) {
      throw new AssertionError("a sweep writes no URL");
    }

    @Override
    public Future<Page> list(Query query) {
      throw new AssertionError("a sweep reads the inventory");
    }
  }
}
