package io.runtimeservice.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.Wish;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The planner over every world and every wish of a small domain: it converges; its plan is empty
 * exactly when nothing is left to do; and it needs as few mutating calls as a breadth-first search
 * over an independent model of Fly finds.
 */
@Execution(ExecutionMode.CONCURRENT)
class PlannerSmallWorldTest {

  /** More stages than any way from one small world to another has. */
  private static final int STAGES_MAX = 12;

  private final Planner planner = new Planner(SmallWorldView.INSTALLATION, Duration.ofMinutes(10));
  private final SmallWorldView view = new SmallWorldView();

  @Test
  void every_wish_is_met_from_every_world_with_the_fewest_calls_there_are() {
    List<SmallWorld> worlds = SmallWorld.all();
    var keeping = new Distances(worlds, false);
    var deleting = new Distances(worlds, true);
    int pairs = 0;
    long calls = 0;
    for (SmallWish wish : SmallWish.all()) {
      Desired desired = wish.desired();
      Distances distances = wish.wish() == Wish.DELETED ? deleting : keeping;
      for (SmallWorld before : worlds) {
        int made = converge(wish, desired, before);
        int fewest = distances.toNearest(before, world -> wish.isMetBy(world, before));
        assertThat(made).as("calls from %s to %s", before, wish).isEqualTo(fewest);
        pairs++;
        calls += made;
      }
    }
    System.out.printf(
        "small worlds: %,d pairs of world and wish, %,d calls, each the fewest%n", pairs, calls);
    assertThat(pairs).isEqualTo(289 * 889);
  }

  /** Carries out stage by stage, planning anew after each; answers with the number of calls. */
  private int converge(SmallWish wish, Desired desired, SmallWorld before) {
    SmallWorld world = before;
    int calls = 0;
    for (int stages = 0; stages < STAGES_MAX; stages++) {
      Plan plan = plan(desired, world);
      boolean met = wish.isMetBy(world, before);
      assertThat(plan.isEmpty())
          .as("plan for %s in %s:%n%s", wish, world, plan.text())
          .isEqualTo(met);
      if (met) {
        return calls;
      }
      for (Operation operation : plan.first().operations()) {
        world = view.apply(world, operation);
        calls++;
      }
    }
    throw new AssertionError("%s is not met from %s".formatted(wish, before));
  }

  private Plan plan(Desired desired, SmallWorld world) {
    if (!world.app() && desired.wish() == Wish.DELETED) {
      return planner.plan(
          desired,
          Observed.of(RuntimeRecord.none(desired.key())),
          Moment.agreed(SmallWorldView.NOW));
    }
    return planner.plan(desired, view.observed(world, desired), Moment.agreed(SmallWorldView.NOW));
  }

  /** How many calls lead from each world to each other, by breadth-first search. */
  private static final class Distances {
    private final List<SmallWorld> worlds;
    private final Map<SmallWorld, Integer> index = new HashMap<>();
    private final int[][] next;
    private final Map<SmallWorld, int[]> known = new HashMap<>();

    Distances(List<SmallWorld> worlds, boolean mayDelete) {
      this.worlds = worlds;
      for (int i = 0; i < worlds.size(); i++) {
        index.put(worlds.get(i), i);
      }
      next = new int[worlds.size()][];
      for (int i = 0; i < worlds.size(); i++) {
        next[i] =
            worlds.get(i).afterOneCall(mayDelete).stream()
                .mapToInt(it -> index.getOrDefault(it, -1))
                .toArray();
      }
    }

    int toNearest(SmallWorld from, Predicate<SmallWorld> goal) {
      int[] distances = known.computeIfAbsent(from, this::search);
      int nearest = Integer.MAX_VALUE;
      for (int i = 0; i < distances.length; i++) {
        if (distances[i] < nearest && goal.test(worlds.get(i))) {
          nearest = distances[i];
        }
      }
      return nearest;
    }

    private int[] search(SmallWorld from) {
      int[] distances = new int[worlds.size()];
      Arrays.fill(distances, Integer.MAX_VALUE);
      var frontier = new ArrayDeque<Integer>();
      int start = index.getOrDefault(from, -1);
      distances[start] = 0;
      frontier.add(start);
      while (!frontier.isEmpty()) {
        int here = frontier.remove();
        for (int there : next[here]) {
          if (distances[there] == Integer.MAX_VALUE) {
            distances[there] = distances[here] + 1;
            frontier.add(there);
          }
        }
      }
      return distances;
    }
  }
}
