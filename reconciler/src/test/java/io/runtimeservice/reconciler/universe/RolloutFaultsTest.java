package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Nobody is turned away by a rollout, whatever goes wrong in it. */
class RolloutFaultsTest {

  private static final boolean FULL = Boolean.getBoolean("universe.full");

  private static final int WORLDS = FULL ? 200 : 20;

  /** Every so many-th call of a rollout stands for all. */
  private static final int STRIDE = FULL ? 1 : 7;

  private static final int REPLICAS = 2;
  private static final Duration TROUBLED = Duration.ofMinutes(4);

  private static final Map<String, Perturbation> FAULTS =
      new TreeMap<>(
          Map.of(
              "crash before", new Perturbation.CrashBefore(),
              "crash after", new Perturbation.CrashAfter(),
              "answer lost", new Perturbation.ReplyLost(),
              "request lost", new Perturbation.RequestLost(),
              "done, and an error", new Perturbation.DoneAndFails(),
              "late by 100 s", new Perturbation.Late(Duration.ofSeconds(100)),
              "paused for 100 s", new Perturbation.Paused(Duration.ofSeconds(100)),
              "refused",
                  new Perturbation.Refused(
                      new Failure.Unavailable(Evidence.of(Dependency.FLY, "down")))));

  @Test
  void nobody_is_turned_away_in_hundreds_of_rollouts_with_faults() {
    long requests = 0;
    int rollouts = 0;
    long calls = 0;
    for (long seed = 0; seed < WORLDS; seed++) {
      var run = new Rollouts(seed);
      run.all();
      assertThat(run.visitors().turnedAway()).as("turned away, seed %d", seed).isEmpty();
      assertThat(run.visitors().tooFew()).as("too few, seed %d", seed).isEmpty();
      assertThat(run.universe.violations()).as("seed %d", seed).isEmpty();
      requests += run.visitors().requests();
      rollouts += Rollouts.EACH;
      calls += run.universe.calls();
    }
    System.out.printf(
        "blue-green: %d rollouts with faults, %,d calls; %,d requests, 0 not answered; never fewer"
            + " machines open and well than the smaller of old and new%n",
        rollouts, calls, requests);
    assertThat(rollouts).isGreaterThanOrEqualTo(200);
  }

  @Test
  void nor_by_a_fault_at_any_step() {
    var steps = steps();
    long requests = 0;
    int runs = 0;
    for (var fault : FAULTS.entrySet()) {
      for (int i = 0; i < steps.size(); i += STRIDE) {
        requests += disturbed(fault.getKey(), fault.getValue(), steps.get(i));
        runs++;
      }
    }
    System.out.printf(
        "blue-green, a fault at each %d. of %d steps: %d runs, %,d requests, 0 not answered%n",
        STRIDE, steps.size(), runs, requests);
    assertThat(runs).isGreaterThan(FAULTS.size());
  }

  /** The calls of a rollout in which nothing goes wrong, by their numbers. */
  private static List<Long> steps() {
    var world = served();
    long begun = world.calls();
    var numbers = new ArrayList<Long>();
    world.trouble =
        call -> {
          if (!call.isRoutine()) {
            numbers.add(call.number() - begun);
          }
          return new Perturbation.None();
        };
    rollOut(world);
    return numbers;
  }

  /** How many requests were made, all of which were answered. */
  private static long disturbed(String what, Perturbation fault, long step) {
    var world = served();
    long begun = world.calls();
    world.trouble = call -> call.number() - begun == step ? fault : new Perturbation.None();
    var visitors = new Visitors(world, world.onlyApp(), 1);
    rollOut(world);
    world.trouble = Trouble.NONE;
    world.until(Rollout.KEY, "Ready");
    visitors.leave();
    assertThat(visitors.turnedAway()).as("%s at step %d", what, step).isEmpty();
    assertThat(visitors.tooFew()).as("%s at step %d", what, step).isEmpty();
    assertThat(world.violations()).as("%s at step %d", what, step).isEmpty();
    return visitors.requests();
  }

  private static Universe served() {
    var world = new Universe(7);
    for (int i = 0; i < REPLICAS; i++) {
      world.replica();
    }
    Rollout.serving(world, Rollout.spec(Samples.IMAGE_1, 1, false));
    return world;
  }

  private static void rollOut(Universe world) {
    world.spec(Rollout.KEY, "image", "'" + Samples.IMAGE_2 + "'");
    var step = Duration.ofSeconds(1);
    for (var passed = Duration.ZERO; passed.compareTo(TROUBLED) < 0; passed = passed.plus(step)) {
      world.pass(step);
      world.restartDead(REPLICAS, Run.RESTARTED_AFTER);
    }
  }
}
