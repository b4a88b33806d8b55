package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All machines as the organisations' lists show them, in their order. It is kept with every change,
 * so that a page costs what is on it, however many machines there are. For one thread.
 */
final class FleetBook {

  /** So that the milliseconds fit into a place. */
  private static final long SECONDS_MAX = 9_000_000_000_000_000L;

  private final Time time;
  private final Duration lag;
  private final Map<String, NavigableMap<String, Row>> rows = new HashMap<>();
  private final Map<MachineId, String> places = new HashMap<>();

  /** What has changed so lately that no list shows it yet; in the order of the changes. */
  private final Deque<Row> unseen = new ArrayDeque<>();

  /**
   * @param lag how far the lists are behind
   */
  FleetBook(Time time, Duration lag) {
    this.time = time;
    this.lag = lag;
  }

  /** A machine as it was, from when it was changed until it was changed again. */
  record Row(AppState app, MachineShot shot) {}

  /** A machine has changed, just now. */
  void write(AppState app, MachineShot shot) {
    catchUp();
    unseen.addLast(new Row(app, shot));
  }

  /** A machine is not remembered any more. */
  void forget(AppState app, MachineId machine) {
    unseen.removeIf(it -> it.shot().id().equals(machine));
    String place = places.remove(machine);
    if (place != null) {
      of(app.organisation).remove(place);
    }
  }

  /** What an organisation's list shows now, from behind a place on; empty for the first one. */
  Collection<Row> behind(String organisation, String place) {
    catchUp();
    return of(organisation).tailMap(place, false).values();
  }

  private void catchUp() {
    Instant seen = time.now().minus(lag);
    while (!unseen.isEmpty() && !unseen.element().shot().updatedAt().isAfter(seen)) {
      show(unseen.remove());
    }
  }

  private void show(Row row) {
    var list = of(row.app().organisation);
    String place = place(row.shot());
    String before = places.put(row.shot().id(), place);
    if (before != null) {
      list.remove(before);
    }
    list.put(place, row);
  }

  private NavigableMap<String, Row> of(String organisation) {
    return rows.computeIfAbsent(organisation, _ -> new TreeMap<>());
  }

  /** Where a row stands: the oldest change first. */
  static String place(MachineShot shot) {
    return "%019d.%s".formatted(shot.updatedAt().toEpochMilli(), shot.id());
  }

  /** A place before all rows that were changed later, and behind hardly any other. */
  static String before(Instant changed) {
    return "%019d.".formatted(Math.clamp(changed.getEpochSecond(), 0L, SECONDS_MAX) * 1000);
  }
}
