package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.reconciler.Options;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lists that are empty, old, cut short or not there, at every page of every list that a sweep and
 * its feed read: nothing is made and nothing is taken away because of them.
 */
class UntrustedListsTest {

  private static final int PREVIEWS = 30;
  private static final int PAGE_ROWS = 7;

  /** One sweep, and the polls before the next one. */
  private static final Duration SWEPT = Duration.ofMinutes(6);

  private final Universe world = new Universe();

  private void populated() {
    world.sweeping =
        new Options.Sweeping(
            Universe.SWEEP_INTERVAL,
            Options.Sweeping.FEED_INTERVAL,
            Duration.ofHours(24),
            1,
            true,
            true);
    Population.of(world, PREVIEWS);
    world.table.setPageRows(PAGE_ROWS);
    world.pass(Duration.ofMinutes(10));
    world.replica();
    world.pass(SWEPT);
  }

  static Stream<Perturbation> lies() {
    var down = new Failure.Unavailable(Evidence.of(Dependency.SERVICE, "down"));
    return Stream.of(
        new Perturbation.Empty(),
        new Perturbation.Stale(2),
        new Perturbation.Refused(down),
        new Perturbation.RequestLost());
  }

  /** A list that a sweep, or its feed, reads. */
  private static boolean isList(Call call) {
    return call.port() == Call.Port.INVENTORY || Call.OF_THE_SWEEP.contains(call.action());
  }

  @ParameterizedTest
  @MethodSource("lies")
  void at_every_position_nothing_is_made_and_nothing_is_taken_away(Perturbation lie) {
    populated();
    var lists = new AtomicInteger();
    world.trouble =
        call -> {
          if (isList(call)) {
            lists.incrementAndGet();
          }
          return new Perturbation.None();
        };
    world.pass(SWEPT);
    int positions = lists.get();
    long position = world.fly.ledger().position();
    for (int at = 1; at <= positions; at++) {
      var left = new AtomicInteger(at);
      world.trouble =
          call -> isList(call) && left.decrementAndGet() == 0 ? lie : new Perturbation.None();
      world.pass(SWEPT);
    }
    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(world.apps()).hasSize(PREVIEWS);
    System.out.printf(
        "lists of the sweep, %s: %d positions, 0 made, 0 taken away%n",
        lie.getClass().getSimpleName(), positions);
  }

  @Test
  void a_region_that_is_left_out_of_every_list_for_hours_is_not_gone() {
    populated();
    long position = world.fly.ledger().position();
    world.fly.hosts().hideRegion("iad");
    world.pass(Duration.ofHours(3));
    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(world.table.sweep().orElseThrow().tree("last").text("doubt").orElse(""))
        .contains("leaves out iad");
  }

  @Test
  void a_table_that_is_another_one_makes_no_orphans_of_what_there_is() {
    populated();
    world.replicas().forEach(it -> it.wire().cut());
    world
        .table
        .environmentKeys()
        .forEach(key -> {
          world.table.removeEnvironment(key);
          world.table.removeRuntime(key);
        });
    world.table.putSweep(Universe.tree("{}"));
    long position = world.fly.ledger().position();
    world.replica();
    world.pass(Duration.ofHours(3));
    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(world.apps()).hasSize(PREVIEWS);
  }

  @Test
  void half_a_table_makes_no_orphans_of_the_other_half() {
    populated();
    world.replicas().forEach(it -> it.wire().cut());
    long position = world.fly.ledger().position();
    world
        .table
        .environmentKeys()
        .subList(0, PREVIEWS / 2)
        .forEach(key -> world.table.removeEnvironment(key));
    world.replica();
    world.pass(Duration.ofMinutes(55));
    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(world.table.sweep().orElseThrow().tree("last").text("doubt").orElse(""))
        .contains("the table shows 15, and should show 30");
  }
}
