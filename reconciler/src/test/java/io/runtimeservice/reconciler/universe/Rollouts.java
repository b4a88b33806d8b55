package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.simulator.fly.MachineShot;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** One world in which production is changed again and again, while things go wrong. */
final class Rollouts {

  static final int EACH = 10;

  private static final int PER_MILLE = 25;

  final Universe universe;
  private final Random random;
  private boolean calm = true;
  private int machines;

  /** The fewest that were wanted since all was last at rest. */
  private int floor;

  private final Visitors visitors;
  private int faults;

  Rollouts(long seed) {
    this.universe = new Universe(seed);
    this.random = new Random(seed);
    for (int i = 0; i < 2; i++) {
      universe.replica(clock -> {
        switch (random.nextInt(4)) {
          case 0 -> clock.jump(Duration.ofHours(-1));
          case 1 -> clock.jump(Duration.ofDays(1));
          default -> {}
        }
      });
    }
    universe.trouble = call -> trouble(call);
    machines = 1 + random.nextInt(3);
    floor = machines;
    Rollout.serving(universe, Rollout.spec(Samples.IMAGE_1, machines, random.nextBoolean()));
    universe.pass(Duration.ofSeconds(10));
    this.visitors = new Visitors(universe, universe.onlyApp(), machines);
  }

  Visitors visitors() {
    return visitors;
  }

  /** How often something went wrong. */
  int faults() {
    return faults;
  }

  private Perturbation trouble(Call call) {
    boolean wrong =
        !calm && random.nextInt(1000) < PER_MILLE && (!call.isRoutine() || random.nextInt(20) == 0);
    var perturbation = wrong ? Mixed.drawn(random) : new Perturbation.None();
    if (perturbation.isFeltBy(call)) {
      faults++;
    }
    return perturbation;
  }

  void all() {
    for (int i = 0; i < EACH; i++) {
      calm = false;
      change(
          random.nextInt(6) == 0
              ? Rollout.CRASHES
              : i % 2 == 0 ? Samples.IMAGE_2 : Samples.IMAGE_1);
      if (random.nextInt(3) == 0) {
        pass(Duration.ofMillis(random.nextInt(60_000)));
        change(i % 2 == 0 ? Samples.IMAGE_2 : Samples.IMAGE_1);
      }
      pass(Duration.ofSeconds(60 + random.nextInt(120)));
      calm = true;
      change(i % 2 == 0 ? Samples.IMAGE_2 : Samples.IMAGE_1);
      settle(i);
    }
    visitors.leave();
  }

  private void change(String image) {
    machines = 1 + random.nextInt(3);
    floor = Math.min(floor, machines);
    visitors.expect(floor);
    boolean checked = random.nextBoolean();
    int value = random.nextInt(3);
    universe.change(
        Rollout.KEY,
        record ->
            record.with(
                "spec",
                Universe.tree(Rollout.spec(image, machines, checked))
                    .with("config", Values.texts(Map.of("A", "" + value)))));
  }

  private boolean isReadyAsDesired() {
    return universe.state(Rollout.KEY).equals("Ready")
        && universe
            .table
            .environment(Rollout.KEY)
            .flatMap(it -> it.whole("generation"))
            .equals(universe.table.status(Rollout.KEY).whole("observedGeneration"));
  }

  private void settle(int round) {
    for (int minutes = 0; minutes < 40; minutes++) {
      pass(Duration.ofMinutes(1));
      if (isReadyAsDesired()) {
        assertThat(
                Reality.machines(universe, universe.onlyApp()).stream()
                    .map(MachineShot::name)
                    .toList())
            .as("round %d", round)
            .hasSize(machines);
        floor = machines;
        visitors.expect(machines);
        return;
      }
    }
    throw new AssertionError(
        "round "
            + round
            + ": "
            + universe.table.status(Rollout.KEY)
            + "\n"
            + universe.table.runtime(Rollout.KEY));
  }

  private void pass(Duration time) {
    var step = Duration.ofSeconds(1);
    for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      universe.pass(step);
      universe.restartDead(2, Run.RESTARTED_AFTER);
    }
  }
}
