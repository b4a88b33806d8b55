package io.runtimeservice.reconciler.universe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All orders in which so many things can happen, one after the other, depth first; each in a world
 * of its own, that is played again up to where it differs. Where an order leads to the same scene
 * as another one, as deep, and whoever watches has seen the same, what comes of it is known, and it
 * is counted without being played to its end again. One on whose way there was something to be
 * complained of is therefore always played to its end, and told.
 */
final class Interleavings {

  private final Overtaking.Plot plot;
  private final int depth;
  private final Map<String, Long> known = new HashMap<>();
  private final List<Overtaking.Verdict> verdicts = new ArrayList<>();

  Interleavings(Overtaking.Plot plot, int depth) {
    this.plot = plot;
    this.depth = depth;
  }

  /** Goes through all of them; how many there are. */
  long all() {
    return from(new Overtaking(plot, List.of()));
  }

  private long from(Overtaking play) {
    var chosen = play.chosen();
    int ways = chosen.size() < depth ? play.ways() : 0;
    String scene = chosen.size() + " " + play.scene() + "\n" + play.watched();
    Long before = known.get(scene);
    if (before != null) {
      return before;
    }
    long count = 0;
    for (int way = ways - 1; way >= 0; way--) {
      var next = way == 0 ? play : new Overtaking(plot, chosen);
      next.choose(way);
      count += from(next);
    }
    if (ways == 0) {
      verdicts.add(play.end());
      count = 1;
    }
    known.put(scene, count);
    return count;
  }

  /** What became of those that were played to their end. */
  List<Overtaking.Verdict> verdicts() {
    return List.copyOf(verdicts);
  }
}
