package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.fly.Ledger;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.table.TableCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it costs to look at everything: pages, and not environments. */
@Execution(ExecutionMode.CONCURRENT)
class SweepCountsTest {

  private static final int PAGE_ROWS = 1000;

  /** A tenth of a preview's whole looks is due at a time; here none is. */
  private static final Duration SWEPT = Duration.ofMinutes(4);

  private static final Duration FED = Duration.ofSeconds(10 + 10 + 1);

  private final Universe world = new Universe();

  private Map<String, Long> callsSince(long position) {
    return world.fly.ledger().since(position).stream()
        .collect(Collectors.groupingBy(Ledger.Entry::action, TreeMap::new, Collectors.counting()));
  }

  private String flyApp(EnvironmentKey key) {
    return world.table.runtime(key).flatMap(it -> it.text("flyApp")).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 100_000})
  void a_sweep_costs_pages_and_only_what_is_not_converged_costs_more(int size) {
    var population = Population.of(world, size);
    world.pass(Duration.ofMinutes(10));
    world.table.putSweep(Universe.tree("{}"));
    long position = world.fly.ledger().position();
    long writes = world.table.counts().writes();
    long reads = world.table.counts().reads();
    long begunNanos = System.nanoTime();
    world.replica();
    untilSwept();
    long tookMillis = (System.nanoTime() - begunNanos) / 1_000_000;

    var swept = callsSince(position);
    long pages = Math.ceilDiv(size, PAGE_ROWS);
    assertThat(swept.keySet()).containsExactly("app_list", "fleet_list");
    assertThat(swept.get("app_list")).isOne();
    assertThat(swept.get("fleet_list")).as("and perhaps a poll").isBetween(pages, pages + 1);
    assertThat(world.table.counts().writes()).isEqualTo(writes);
    assertThat(world.table.counts().reads()).isEqualTo(reads);
    assertThat(world.replicas().getLast().engine().loop().remembered())
        .as("at rest: no timer, nothing remembered")
        .isZero();
    long scans = world.table.counts().of(TableCall.SCAN);

    position = world.fly.ledger().position();
    long polls = world.table.counts().of(TableCall.REPLACE_SWEEP);
    world.pass(Duration.ofMinutes(2));
    polls = world.table.counts().of(TableCall.REPLACE_SWEEP) - polls;
    var calls = callsSince(position);
    assertThat(calls.keySet()).containsExactly("fleet_list");
    assertThat(calls.get("fleet_list")).as("one for each poll").isBetween(polls - 1, polls + 1);
    assertThat(world.table.counts().writes()).isEqualTo(writes);
    System.out.printf(
        "sweep of %,d converged previews: %d pages of machines, 1 of apps, 0 other calls to Fly,"
            + " %d pages of the table, 0 reads of records, 0 writes; while nothing changes %d calls"
            + " in %d polls (%d ms)%n",
        size, pages, scans, calls.get("fleet_list"), polls, tookMillis);

    startsWithOneInAHundredNotConverged(population, size);
  }

  /** Lets time pass until another sweep has ended, and is told of. */
  private void untilSwept() {
    var last = lastSweep();
    for (int seconds = 0; seconds < 900; seconds++) {
      world.pass(Duration.ofSeconds(1));
      if (!last.equals(lastSweep())) {
        return;
      }
    }
    throw new AssertionError("no sweep has ended in fifteen minutes");
  }

  private Optional<String> lastSweep() {
    return world.table.sweep().flatMap(it -> it.tree("last").text("at"));
  }

  private void startsWithOneInAHundredNotConverged(Population population, int size) {
    world.end(world.replicas().getLast());
    world.replicas().forEach(it -> it.wire().cut());
    var changed = population.some(Math.max(1, size / 100), new Random(1));
    changed.forEach(this::changeUnseen);
    long position = world.fly.ledger().position();
    world.replica();
    world.pass(Duration.ofMinutes(3));

    var asked = new TreeSet<String>();
    world.flySince(position).forEach(it -> asked.add(it.subject()));
    asked.remove("platform");
    var expected = new TreeSet<String>();
    for (EnvironmentKey key : changed) {
      expected.add(flyApp(key));
      world.machines(flyApp(key)).forEach(it -> expected.add(it.id().value()));
      assertThat(world.table.status(key).whole("observedGeneration")).contains(2L);
    }
    assertThat(asked).isSubsetOf(expected);
    assertThat(changed).allMatch(key -> asked.contains(flyApp(key)));
    System.out.printf(
        "start with %,d previews, %d of them not converged: calls to Fly about %d apps and no"
            + " other%n",
        size, changed.size(), changed.size());
  }

  /** The Manager's mark is lost. */
  private void changeUnseen(EnvironmentKey key) {
    world.table.changeEnvironment(
        key,
        record ->
            record
                .with("generation", Values.number(2))
                .with("spec", record.tree("spec").with("image", Values.text(Samples.IMAGE_2))));
  }

  @Test
  void what_the_feed_shows_is_being_put_right_within_its_interval_and_a_second() {
    var population = Population.of(world, 1_000);
    world.replica();
    world.pass(Duration.ofMinutes(12));
    long position = world.fly.ledger().position();
    var keys = population.some(5, new Random(3));
    for (EnvironmentKey key : keys) {
      String app = flyApp(key);
      var machine = world.machines(app).getFirst();
      world.fly.machines().destroy(world.us, new MachineDesk.Path(app, machine.id()), true);
    }
    world.pass(FED);
    assertThat(world.mutatingSince(position))
        .isEqualTo(
            List.of(
                "machine_create",
                "machine_create",
                "machine_create",
                "machine_create",
                "machine_create"));
    world.pass(SWEPT);
    assertThat(world.mutatingSince(position)).hasSize(5);
    assertThat(keys).allMatch(key -> world.state(key).equals("Ready"));
    assertThat(world.violations()).isEmpty();
  }
}
