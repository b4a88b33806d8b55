package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.plan.Ownership;
import io.runtimeservice.simulator.fly.FleetDesk;
import io.runtimeservice.simulator.fly.Ledger;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.MachineShot;
import io.runtimeservice.simulator.table.TableCall;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A population is worth its counts only if the service finds each of its previews converged. */
@Isolated("it weighs the heap")
class PopulationTest {

  private static final int SIZE = Boolean.getBoolean("universe.full") ? 100_000 : 1_000;
  private static final int LOOKED_AT = 20;
  private static final Set<String> WHOLE_LOOK =
      Set.of("machine_list", "address_list", "secret_list", "certificate_list");

  private final Universe world = new Universe();

  @Test
  void the_service_finds_nothing_to_do_about_any_of_them() {
    long emptyBytes = heapBytes();
    long begunNanos = System.nanoTime();
    var population = Population.of(world, SIZE);
    print("made", population, System.nanoTime() - begunNanos);
    System.out.printf(
        "%,d previews keep %,d KiB of heap%n", SIZE, (heapBytes() - emptyBytes) / 1024);
    var replica = world.replica();
    var keys = population.some(LOOKED_AT, new Random(20));
    long position = world.fly.ledger().position();
    long statuses = world.table.counts().of(TableCall.WRITE_STATUS);

    lookAtEverything(keys);

    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(world.table.counts().of(TableCall.WRITE_STATUS)).isEqualTo(statuses);
    for (EnvironmentKey key : keys) {
      assertThat(asked(position, flyApp(key))).as(key.toString()).isEqualTo(WHOLE_LOOK);
      assertThat(world.state(key)).isEqualTo("Ready");
    }
    assertThat(replica.tally().counted(Metric.RECONCILE, "mark", "converged")).isEqualTo(LOOKED_AT);
    assertThat(world.violations()).isEmpty();
  }

  private void lookAtEverything(List<EnvironmentKey> keys) {
    keys.forEach(key -> world.queue.send(Mark.of(key, MarkSource.OPERATOR)));
    world.pass(Duration.ofSeconds(30));
  }

  private Set<String> asked(long position, String app) {
    var asked = new HashSet<String>();
    for (Ledger.Entry entry : world.fly.ledger().readsSince(position)) {
      if (entry.subject().equals(app)) {
        asked.add(entry.action());
      }
    }
    return asked;
  }

  private String flyApp(EnvironmentKey key) {
    return world.table.runtime(key).flatMap(it -> it.text("flyApp")).orElseThrow();
  }

  @Test
  void the_organisations_lists_show_all_of_them() {
    var population = Population.of(world, SIZE);
    long begunNanos = System.nanoTime();

    var machines = new HashSet<String>();
    Optional<String> cursor = Optional.empty();
    do {
      var page = world.fly.fleet().machines(world.us, page(cursor));
      page.machines().forEach(it -> machines.add(it.id().value()));
      cursor = page.next();
      world.pass(Duration.ofMillis(80));
    } while (cursor.isPresent());

    print("listed", population, System.nanoTime() - begunNanos);
    assertThat(machines).hasSize(SIZE);
    assertThat(world.fly.apps().list(world.us, Universe.ORGANISATION)).hasSize(SIZE);
  }

  private static FleetDesk.Query page(Optional<String> cursor) {
    return new FleetDesk.Query(
        Universe.ORGANISATION, true, Optional.empty(), cursor, FleetDesk.PAGE_MAX);
  }

  @Test
  void one_that_carries_the_digest_of_another_is_set_right() {
    var keys = Population.of(world, 3).keys();
    world.replica();
    var machine = machine(world, keys.get(1));
    world
        .fly
        .machines()
        .writeMetadata(
            world.us,
            new MachineDesk.Path(machine.app(), machine.id()),
            Map.of(Ownership.CONFIG, mark(machine(world, keys.get(2)), Ownership.CONFIG)),
            Optional.empty());
    world.pass(Duration.ofSeconds(1));
    long position = world.fly.ledger().position();

    lookAtEverything(keys);

    assertThat(world.mutatingSince(position)).containsExactly("machine_update");
  }

  @Test
  void a_copy_is_as_if_it_had_converged_by_itself() {
    var copied = Population.of(world, 2).keys().getLast();
    var other = new Universe();
    other.app(copied.app().value(), Samples.app());
    other.replica();
    other.environment(
        copied.app().value(), copied.environment().value(), Samples.preview(Specimen.spec(copied)));
    other.until(copied, "Ready");
    other.pass(Duration.ofMinutes(1));

    assertThat(machine(world, copied).config()).isEqualTo(machine(other, copied).config());
    assertThat(world.table.environment(copied)).isEqualTo(other.table.environment(copied));
    assertThat(lasting(world, copied)).isEqualTo(lasting(other, copied));
  }

  /** What does not depend on chance: Fly's ids, and what was written to the history. */
  private static Map<String, Value> lasting(Universe world, EnvironmentKey key) {
    var fields = new HashMap<>(world.table.runtime(key).orElseThrow().fields());
    fields.keySet().removeAll(List.of("applied", "historySeq"));
    return fields;
  }

  private static MachineShot machine(Universe world, EnvironmentKey key) {
    return world
        .machines(world.table.runtime(key).flatMap(it -> it.text("flyApp")).orElseThrow())
        .getFirst();
  }

  private static String mark(MachineShot machine, String name) {
    return machine.config().tree("metadata").text(name).orElseThrow();
  }

  private static void print(String what, Population population, long nanos) {
    System.out.printf(
        "%,d previews %s within %,d ms%n", population.keys().size(), what, nanos / 1_000_000);
  }

  /** What is kept when nothing is left to be cleared away. */
  private static long heapBytes() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
