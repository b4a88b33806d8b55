package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.simulator.fly.Fault;
import io.runtimeservice.simulator.fly.Ledger;
import io.runtimeservice.simulator.fly.Refusals;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * All of Fly fails for half an hour, and there is a lot to do: Fly is asked again at most 1.1 times
 * for each time that it is asked at all.
 */
class OutageTest {

  private static final int ENVIRONMENTS = 50;

  @Test
  void while_all_of_fly_fails_it_is_not_asked_over_and_over() {
    var world = new Universe(30);
    Run.furnish(world, "none");
    world.replica();
    var herd = Herd.of(world, ENVIRONMENTS);
    herd.isReadyWithin(Duration.ofMinutes(10));
    world.fly.door().trouble(_ -> new Fault.Refused(Refusals.broken(503)));
    long position = world.fly.ledger().position();

    herd.change();
    world.pass(Duration.ofMinutes(30));

    var asked = new HashSet<String>();
    Map<String, Integer> first = new TreeMap<>();
    Map<String, Integer> again = new TreeMap<>();
    for (Ledger.Entry entry : world.flySince(position)) {
      boolean isNew = asked.add(entry.action() + entry.subject());
      (isNew ? first : again).merge(entry.action(), 1, Integer::sum);
    }
    System.out.printf(
        "all of Fly out for 30 minutes, %d dirty environments: first tries %s, retries %s%n",
        ENVIRONMENTS, first, again);
    world.fly.door().trouble(_ -> new Fault.None());
    herd.isReadyWithin(Duration.ofMinutes(10));
    assertThat(again.values().stream().mapToInt(it -> it).sum())
        .isLessThanOrEqualTo((int) (1.1 * first.values().stream().mapToInt(it -> it).sum()));
  }
}
