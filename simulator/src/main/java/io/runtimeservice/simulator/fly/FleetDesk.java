package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.port.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The list of all of an organisation's machines, which is further behind than any other. */
public final class FleetDesk {

  public static final int PAGE_MAX = 1000;

  private static final Comparator<MachineShot> OLDEST_FIRST =
      Comparator.comparing(FleetDesk::cursor);

  private final AppDesk apps;
  private final Hosts hosts;
  private final Time time;
  private final Pace pace;

  FleetDesk(AppDesk apps, Hosts hosts, Time time, Pace pace) {
    this.apps = apps;
    this.hosts = hosts;
    this.time = time;
    this.pace = pace;
  }

  /**
   * What is asked for.
   *
   * @param cursor where the page before it ended; takes precedence over {@code updatedAfter}
   */
  public record Query(
      String organisation,
      boolean includeDeleted,
      Optional<Instant> updatedAfter,
      Optional<String> cursor,
      int limit) {}

  /**
   * A page.
   *
   * @param next where the next one begins, unless this was the last
   */
  public record Page(List<MachineShot> machines, Optional<String> next, Set<String> errorRegions) {}

  public Page machines(Caller caller, Query query) {
    if (!caller.organisation().equals(query.organisation())) {
      throw Refusals.unauthorized();
    }
    int limit = Math.clamp(query.limit(), 1, PAGE_MAX);
    var rows = rows(query);
    var page = rows.subList(0, Math.min(limit, rows.size()));
    Optional<String> next =
        rows.size() > limit ? Optional.of(cursor(page.getLast())) : Optional.empty();
    return new Page(List.copyOf(page), next, Set.copyOf(hosts.unreadableRegions()));
  }

  private List<MachineShot> rows(Query query) {
    var rows = new ArrayList<MachineShot>();
    Instant seen = time.now().minus(pace.fleetLag());
    for (AppState app : apps.everything()) {
      if (app.organisation.equals(query.organisation())) {
        app.machines.values().stream()
            .flatMap(life -> life.shotAt(seen).stream())
            .filter(shot -> isWanted(shot, query))
            .forEach(rows::add);
      }
    }
    rows.sort(OLDEST_FIRST);
    return rows;
  }

  private boolean isWanted(MachineShot shot, Query query) {
    boolean readable = !hosts.unreadableRegions().contains(shot.place().region());
    boolean shown = query.includeDeleted() || shot.state() != MachineState.DESTROYED;
    boolean later =
        query.cursor().isPresent()
            ? cursor(shot).compareTo(query.cursor().get()) > 0
            : query.updatedAfter().filter(it -> !shot.updatedAt().isAfter(it)).isEmpty();
    return readable && shown && later;
  }

  /** Sorts as the rows do. */
  private static String cursor(MachineShot shot) {
    return "%019d.%s".formatted(shot.updatedAt().toEpochMilli(), shot.id());
  }

  /** The codes of all regions. */
  public Set<String> regions() {
    return new TreeSet<>(Hosts.REGIONS);
  }
}
