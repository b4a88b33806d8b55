package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.document.Print;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.record.EnvironmentRecord;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.status.AtRest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How all environments stand, as the table says; put together row by row. */
final class Roll {

  /** What of an Environment record a standing is not made of, but for what {@link AtRest} says. */
  private static final Set<String> ANSWERS = Set.of("url", "status");

  private final Map<EnvironmentKey, Entry> entries;
  private final Map<FlyAppName, Standing> byApp;

  /** Names given up, by which an app may still turn up. */
  private final Map<FlyAppName, Former> closed = new HashMap<>();

  /** Names that a runtime record reserves whose environment record is gone. */
  private final Map<FlyAppName, Former> left = new HashMap<>();

  private final Census census = new Census();
  private int made;
  private int machines;
  private int unrest;

  Roll() {
    this(0);
  }

  /**
   * An empty one.
   *
   * @param expected about how many there will be: to make room when it is full would take long
   */
  Roll(int expected) {
    this.entries = HashMap.newHashMap(expected);
    this.byApp = HashMap.newHashMap(expected);
  }

  /**
   * How an environment stands, and by which records.
   *
   * @param print of its records; {@link Print#NONE} if they do not say it all
   * @param expiresAt until when they say the same
   */
  private record Entry(
      Standing standing, Print print, Optional<Instant> expiresAt, List<Naming.Closed> closed) {

    boolean isStill(Print now, Moment moment) {
      return print.equals(now) && expiresAt.filter(at -> !moment.now().isBefore(at)).isEmpty();
    }
  }

  /**
   * Whose a name was.
   *
   * @param network that its app is in; one of the name that is elsewhere is somebody else's
   */
  private record Former(EnvironmentKey key, Optional<String> network) {
    boolean has(FlyApp app) {
      return network.filter(app.network()::equals).isPresent();
    }
  }

  /**
   * Reads one segment of the table, whose rows come in order. Records that are as they were when
   * another roll was made are not understood anew.
   */
  final class Reader {
    private final Roll before;
    private final Print.Taker printer = new Print.Taker();
    private Optional<AppId> app = Optional.empty();
    private Optional<Value.Tree> appRecord = Optional.empty();
    private Print appPrint = Print.NONE;
    private final Map<EnvironmentKey, Value.Tree> waiting = new HashMap<>();

    Reader(Roll before) {
      this.before = before;
    }

    /** Takes a row. */
    void read(Inventory.Row row, Moment moment) {
      switch (row) {
        case Inventory.Row.OfApp(AppId id, Value.Tree record) -> {
          begin(id, moment);
          appRecord = Optional.of(record);
          appPrint = printer.add(record).take();
        }
        case Inventory.Row.OfEnvironment(EnvironmentKey key, Value.Tree record) -> {
          begin(key.app(), moment);
          waiting.put(key, record);
        }
        case Inventory.Row.OfRuntime(EnvironmentKey key, Value.Tree record) -> {
          begin(key.app(), moment);
          var environment = waiting.remove(key);
          if (environment == null) {
            noteLeft(Standing.runtime(key, Optional.of(record)));
          } else {
            read(key, environment, record, moment);
          }
        }
      }
    }

    private void begin(AppId id, Moment moment) {
      if (app.filter(id::equals).isEmpty()) {
        end(moment);
        app = Optional.of(id);
        appRecord = Optional.empty();
        appPrint = Print.NONE;
      }
    }

    private void read(
        EnvironmentKey key, Value.Tree environment, Value.Tree record, Moment moment) {
      Print print = print(environment, record);
      Entry known = before.entries.get(key);
      if (known != null && known.isStill(print, moment)) {
        census.note(environment, known.standing(), moment.now());
        put(known);
        return;
      }
      var runtime = Standing.runtime(key, Optional.of(record));
      var records = new Records(appRecord, Optional.of(environment), Optional.of(record));
      var expiresAt = EnvironmentRecord.expiry(environment);
      boolean isOver = expiresAt.filter(at -> !moment.now().isBefore(at)).isPresent();
      Standing.of(records, runtime, moment)
          .map(standing -> noted(environment, standing, moment))
          .map(standing ->
              new Entry(
                  standing, isOver ? Print.NONE : print, expiresAt, runtime.naming().closed()))
          .ifPresent(Roll.this::put);
    }

    /** Of all that {@link Standing} reads. */
    private Print print(Value.Tree environment, Value.Tree runtime) {
      return printer
          .add(appPrint)
          .add(environment, ANSWERS)
          .add(AtRest.is(environment))
          .add(AtRest.isDeleted(environment))
          .add(runtime)
          .take();
    }

    private Standing noted(Value.Tree environment, Standing standing, Moment moment) {
      census.note(environment, standing, moment.now());
      return standing;
    }

    /** The segment is over: environments that still wait for a runtime record have none. */
    void end(Moment moment) {
      waiting.forEach((key, record) ->
          Standing.of(
                  new Records(appRecord, Optional.of(record), Optional.empty()),
                  RuntimeRecord.none(key),
                  moment)
              .map(standing -> noted(record, standing, moment))
              .ifPresent(Roll.this::put));
      waiting.clear();
    }
  }

  /** Notes how an environment stands, instead of how it stood before. */
  void put(Standing standing) {
    put(new Entry(standing, Print.NONE, Optional.empty(), List.of()));
  }

  private void put(Entry entry) {
    Standing standing = entry.standing();
    var before = entries.put(standing.key(), entry);
    if (before != null) {
      before.standing().app().ifPresent(byApp::remove);
      count(before.standing(), -1);
    }
    standing.app().ifPresent(it -> byApp.put(it, standing));
    count(standing, 1);
    entry.closed().forEach(it -> closed.put(it.name(), new Former(standing.key(), it.network())));
  }

  private void count(Standing standing, int by) {
    made += standing.made() ? by : 0;
    machines += standing.places().size() * by;
    unrest += standing.atRest() ? 0 : by;
  }

  private void noteLeft(RuntimeRecord record) {
    EnvironmentKey key = record.key();
    record.naming().closed().forEach(it -> closed.put(it.name(), new Former(key, it.network())));
    record
        .naming()
        .reserved()
        .ifPresent(it -> left.put(it.name(), new Former(key, Optional.of(it.network()))));
  }

  /** All, one after the other; none may be put meanwhile. */
  Iterable<Standing> each() {
    return () -> entries.values().stream().map(Entry::standing).iterator();
  }

  /** All, as they stand at this moment. */
  List<Standing> all() {
    var all = new ArrayList<Standing>(entries.size());
    entries.values().forEach(it -> all.add(it.standing()));
    return all;
  }

  int size() {
    return entries.size();
  }

  /** How many were in which state when the table was read. */
  Census census() {
    return census;
  }

  /** How many apps are there by the records. */
  int made() {
    return made;
  }

  /** How many machines are there by the records. */
  int machines() {
    return machines;
  }

  /** How many environments are not at rest. */
  int unrest() {
    return unrest;
  }

  Optional<Standing> of(FlyAppName app) {
    return Optional.ofNullable(byApp.get(app));
  }

  Optional<Standing> of(EnvironmentKey key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::standing);
  }

  /** Whether it is a name that was given up. */
  boolean isGivenUp(FlyAppName app) {
    return closed.containsKey(app);
  }

  /** Who gave it up, or whose runtime record reserves it though the environment's own is gone. */
  Optional<EnvironmentKey> former(FlyApp app) {
    return Optional.ofNullable(closed.get(app.name()))
        .or(() -> Optional.ofNullable(left.get(app.name())))
        .filter(it -> it.has(app))
        .map(Former::key);
  }
}
