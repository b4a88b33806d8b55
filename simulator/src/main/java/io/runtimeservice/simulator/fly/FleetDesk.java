package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.fly.MachineState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The list of all of an organisation's machines, which is further behind than any other. */
public final class FleetDesk {

  public static final int PAGE_MAX = 1000;

  private final AppDesk apps;
  private final Hosts hosts;
  private final FleetBook book;

  FleetDesk(AppDesk apps, Hosts hosts, FleetBook book) {
    this.apps = apps;
    this.hosts = hosts;
    this.book = book;
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
    var rows = rows(query, limit + 1);
    var page = rows.subList(0, Math.min(limit, rows.size()));
    Optional<String> next =
        rows.size() > limit ? Optional.of(FleetBook.place(page.getLast())) : Optional.empty();
    return new Page(List.copyOf(page), next, Set.copyOf(hosts.unreadableRegions()));
  }

  private List<MachineShot> rows(Query query, int atMost) {
    var rows = new ArrayList<MachineShot>();
    var all = book.behind(query.organisation(), beginning(query)).iterator();
    while (rows.size() < atMost && all.hasNext()) {
      var row = all.next();
      if (apps.isSeen(row.app()) && isWanted(row.shot(), query)) {
        rows.add(row.shot());
      }
    }
    return rows;
  }

  private static String beginning(Query query) {
    return query.cursor().or(() -> query.updatedAfter().map(FleetBook::before)).orElse("");
  }

  private boolean isWanted(MachineShot shot, Query query) {
    boolean readable = !hosts.unreadableRegions().contains(shot.place().region());
    boolean shown = query.includeDeleted() || shot.state() != MachineState.DESTROYED;
    boolean later =
        query.cursor().isPresent()
            || query.updatedAfter().filter(it -> !shot.updatedAt().isAfter(it)).isEmpty();
    return readable && shown && later;
  }

  /** The codes of all regions. */
  public Set<String> regions() {
    return new TreeSet<>(Hosts.REGIONS);
  }
}
