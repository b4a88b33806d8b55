package io.runtimeservice.reconciler.universe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds out how little has to go wrong for a run to fail: parts of what went wrong are left out, in
 * ever smaller pieces, for as long as the rest still makes it fail (Zeller's delta debugging,
 * without its complements).
 */
final class Shortest {

  /** So many runs are made at most. */
  static final int RUNS_MAX = 200;

  private final long seed;
  private final Mixed.Size size;
  private int runs;

  private Shortest(Mixed.Outcome failed) {
    this.seed = failed.seed();
    this.size = failed.size();
  }

  static Mixed.Outcome of(Mixed.Outcome failed) {
    return new Shortest(failed).shorten(failed);
  }

  private Mixed.Outcome shorten(Mixed.Outcome failed) {
    var shortest = failed;
    int pieces = 2;
    while (runs < RUNS_MAX && pieces <= 2 * shortest.wrong().size()) {
      var shorter = without(shortest, pieces);
      pieces = shorter.wrong().size() == shortest.wrong().size() ? pieces * 2 : 2;
      shortest = shorter;
    }
    return shortest;
  }

  /** The first run that fails all the same without one of so many pieces; the same if none does. */
  private Mixed.Outcome without(Mixed.Outcome failed, int pieces) {
    var all = new ArrayList<>(failed.wrong().entrySet());
    int length = Math.max(1, all.size() / pieces);
    for (int from = 0; from < all.size() && runs < RUNS_MAX; from += length) {
      var rest = new ArrayList<>(all);
      rest.subList(from, Math.min(from + length, rest.size())).clear();
      runs++;
      var outcome = Mixed.replay(seed, size, map(rest));
      if (!outcome.holds()) {
        return outcome;
      }
    }
    return failed;
  }

  private static SortedMap<Long, Perturbation> map(List<Map.Entry<Long, Perturbation>> entries) {
    var map = new TreeMap<Long, Perturbation>();
    entries.forEach(it -> map.put(it.getKey(), it.getValue()));
    return map;
  }
}
