package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.plan.Moment;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How all environments stand, as the table says; put together row by row. */
final class Roll {

  private final Map<EnvironmentKey, Standing> standings = new HashMap<>();
  private final Map<FlyAppName, EnvironmentKey> byApp = new HashMap<>();

  /** Names given up, by which an app may still turn up. */
  private final Map<FlyAppName, Former> closed = new HashMap<>();

  /** Names that a runtime record reserves whose environment record is gone. */
  private final Map<FlyAppName, Former> left = new HashMap<>();

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

  /** Reads one segment of the table, whose rows come in order. */
  final class Reader {
    private Optional<AppId> app = Optional.empty();
    private Optional<Value.Tree> appRecord = Optional.empty();
    private final Map<EnvironmentKey, Value.Tree> waiting = new HashMap<>();

    /** Takes a row. */
    void read(Inventory.Row row, Moment moment) {
      switch (row) {
        case Inventory.Row.OfApp(AppId id, Value.Tree record) -> {
          begin(id, moment);
          appRecord = Optional.of(record);
        }
        case Inventory.Row.OfEnvironment(EnvironmentKey key, Value.Tree record) -> {
          begin(key.app(), moment);
          waiting.put(key, record);
        }
        case Inventory.Row.OfRuntime(EnvironmentKey key, Value.Tree record) -> {
          begin(key.app(), moment);
          var environment = Optional.ofNullable(waiting.remove(key));
          var runtime = Standing.runtime(key, Optional.of(record));
          note(runtime, environment.isPresent());
          put(environment, Optional.of(record), runtime, moment);
        }
      }
    }

    private void begin(AppId id, Moment moment) {
      if (app.filter(id::equals).isEmpty()) {
        end(moment);
        app = Optional.of(id);
        appRecord = Optional.empty();
      }
    }

    /** The segment is over: environments that still wait for a runtime record have none. */
    void end(Moment moment) {
      waiting.forEach((key, record) ->
          put(Optional.of(record), Optional.empty(), RuntimeRecord.none(key), moment));
      waiting.clear();
    }

    private void put(
        Optional<Value.Tree> environment,
        Optional<Value.Tree> tree,
        RuntimeRecord runtime,
        Moment moment) {
      Standing.of(new Records(appRecord, environment, tree), runtime, moment)
          .ifPresent(Roll.this::put);
    }
  }

  /** Notes how an environment stands, instead of how it stood before. */
  void put(Standing standing) {
    var before = standings.put(standing.key(), standing);
    if (before != null) {
      before.app().ifPresent(byApp::remove);
    }
    standing.app().ifPresent(it -> byApp.put(it, standing.key()));
  }

  private void note(RuntimeRecord record, boolean lives) {
    EnvironmentKey key = record.key();
    record.naming().closed().forEach(it -> closed.put(it.name(), new Former(key, it.network())));
    if (!lives) {
      record
          .naming()
          .reserved()
          .ifPresent(it -> left.put(it.name(), new Former(key, Optional.of(it.network()))));
    }
  }

  Collection<Standing> all() {
    return Collections.unmodifiableCollection(standings.values());
  }

  int size() {
    return standings.size();
  }

  /** How many apps are there by the records. */
  int made() {
    return Math.toIntExact(standings.values().stream().filter(Standing::made).count());
  }

  /** How many of them are among these. */
  int madeOf(Set<FlyAppName> apps) {
    return Math.toIntExact(
        standings.values().stream()
            .filter(Standing::made)
            .filter(it -> it.app().filter(apps::contains).isPresent())
            .count());
  }

  /** How many of the machines that are there by the records are among these. */
  int machinesOf(Set<String> machines) {
    return Math.toIntExact(
        standings.values().stream()
            .flatMap(it -> it.places().stream())
            .filter(it -> machines.contains(it.machine()))
            .count());
  }

  /** How many machines are there by the records. */
  int machines() {
    return standings.values().stream().mapToInt(it -> it.places().size()).sum();
  }

  Optional<Standing> of(FlyAppName app) {
    return Optional.ofNullable(byApp.get(app)).map(standings::get);
  }

  Optional<Standing> of(EnvironmentKey key) {
    return Optional.ofNullable(standings.get(key));
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
