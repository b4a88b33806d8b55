package io.runtimeservice.model.sweep;

import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sweep found.
 *
 * @param at when it ended
 * @param doubt why nothing is concluded from what it did not see; empty if it saw everything
 * @param environments how many environment records it read
 * @param owned how many apps the runtime records say are there
 * @param machines how many machines Fly listed
 * @param differing how many environments had something different, by what it was: when it was made,
 *     and since
 * @param found the first of them
 */
public record SweepReport(
    Instant at,
    Duration took,
    Optional<String> doubt,
    int environments,
    int owned,
    int machines,
    SortedMap<String, Integer> differing,
    List<Found> found) {

  /** So many are named; the rest is counted. */
  public static final int FOUND_MAX = 200;

  public SweepReport {
    differing = Collections.unmodifiableSortedMap(new TreeMap<>(differing));
    found = List.copyOf(found);
  }

  /**
   * What was different.
   *
   * @param what in words for a person
   */
  public record Found(EnvironmentKey key, String what) {}

  /** With what was seen of it since. */
  public SweepReport and(String kind, Found what) {
    var counts = new TreeMap<>(differing);
    counts.merge(kind, 1, Integer::sum);
    var named = new ArrayList<>(found);
    if (named.size() < FOUND_MAX) {
      named.add(what);
    }
    return new SweepReport(at, took, doubt, environments, owned, machines, counts, named);
  }

  /** Whether it counts: it has seen everything. */
  public boolean isComplete() {
    return doubt.isEmpty();
  }
}
