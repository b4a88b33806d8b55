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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nobody is turned away by a rollout, whatever goes wrong in it. */
@Execution(ExecutionMode.CONCURRENT)
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

  /** A rollout makes at least so many calls, or it is not one. */
  private static final int STEPS_MIN = 50;

  /** What was counted; where anything was wrong, nothing is counted any more. */
  private record Counted(int runs, int faults, long calls, long requests) {

    static final Counted NOTHING = new Counted(0, 0, 0, 0);

    Counted and(int more, Universe world, Visitors visitors) {
      return new Counted(
          runs + 1, faults + more, calls + world.calls(), requests + visitors.requests());
    }
  }

  @Test
  void nobody_is_turned_away_in_hundreds_of_rollouts_with_faults() {
    var counted = Counted.NOTHING;
    for (long seed = 0; seed < WORLDS; seed++) {
      var run = new Rollouts(seed);
      run.all();
      assertThat(run.faults()).as("faults, seed %d", seed).isPositive();
      isWell(run.universe, run.visitors(), "seed " + seed);
      counted = counted.and(run.faults(), run.universe, run.visitors());
    }
    System.out.printf(
        "blue-green: %d rollouts with %,d faults in %,d calls; %,d requests, all answered; never fewer"
            + " machines open and well than the smaller of old and new%n",
        counted.runs() * Rollouts.EACH, counted.faults(), counted.calls(), counted.requests());
  }

  @Test
  void nor_by_a_fault_at_any_step() {
    var steps = steps();
    assertThat(steps).hasSizeGreaterThanOrEqualTo(STEPS_MIN);
    var counted = Counted.NOTHING;
    for (var fault : FAULTS.entrySet()) {
      for (int i = 0; i < steps.size(); i += STRIDE) {
        counted = disturbed(fault.getKey(), fault.getValue(), steps.get(i), counted);
      }
    }
    System.out.printf(
        "blue-green, a fault at each %d. of %d steps: %d runs, %,d requests, all answered%n",
        STRIDE, steps.size(), counted.runs(), counted.requests());
  }

  private static void isWell(Universe world, Visitors visitors, String where) {
    assertThat(visitors.turnedAway()).as("turned away, %s", where).isEmpty();
    assertThat(visitors.tooFew()).as("too few, %s", where).isEmpty();
    assertThat(world.violations()).as(where).isEmpty();
  }

  /** The calls of a rollout in which nothing goes wrong, counted from where it begins. */
  private static List<Call> steps() {
    var world = served();
    long begun = world.calls();
    var visitors = new Visitors(world, world.onlyApp(), 1);
    var steps = new ArrayList<Call>();
    world.trouble =
        call -> {
          if (!call.isRoutine()) {
            steps.add(since(begun, call));
          }
          return new Perturbation.None();
        };
    rollOut(world);
    visitors.leave();
    return steps;
  }

  private static Call since(long begun, Call call) {
    return new Call(call.replica(), call.number() - begun, call.port(), call.action(), call.app());
  }

  private static Counted disturbed(String what, Perturbation fault, Call step, Counted before) {
    var world = served();
    long begun = world.calls();
    var visitors = new Visitors(world, world.onlyApp(), 1);
    var hit = new ArrayList<Call>();
    world.trouble =
        call -> {
          var now = since(begun, call);
          boolean isIt = now.number() == step.number();
          if (isIt && fault.isFeltBy(call)) {
            hit.add(now);
          }
          return isIt ? fault : new Perturbation.None();
        };
    rollOut(world);
    world.trouble = Trouble.NONE;
    world.until(Rollout.KEY, "Ready");
    visitors.leave();
    String where = what + " at step " + step;
    assertThat(hit).as(where).containsExactly(step);
    isWell(world, visitors, where);
    return before.and(hit.size(), world, visitors);
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
