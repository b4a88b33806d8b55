package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults by which a rollout would be noticed. */
final class RolloutMutants {

  private static final String ROLLOUTS = "universe.RolloutTest";
  private static final String SIGHTINGS = "look.RolloutSightingsTest";
  private static final String OUT_OF_REACH = "universe.OutOfReachTest";
  private static final String ALL_STEPS =
      "green_is_made_closed_opened_when_well_and_blue_is_closed_drained_and_ended";

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "green is opened before it is well",
              "requests reach a machine that does not answer yet",
              new Edit(
                  "plan.RolloutPlanner",
                  "return allWell && isProven(green) ? opens : starts;",
                  "return opens;"),
              new Killer(ROLLOUTS, ALL_STEPS)),
          new Mutant(
              "blue is closed before the edge knows of green",
              "for some seconds the edge knows of nobody",
              new Edit(
                  "plan.RolloutPlanner", "allServe && isPast(retiring.succeededAt())", "allServe"),
              new Killer(ROLLOUTS, ALL_STEPS)),
          new Mutant(
              "blue is stopped before the edge knows that it is closed",
              "requests still reach a machine that is being stopped",
              new Edit(
                  "plan.RolloutPlanner",
                  "boolean drained = retiring.cordonedAt().isPresent() && isPast(retiring.cordonedAt());",
                  "boolean drained = true;"),
              new Killer(ROLLOUTS, ALL_STEPS)),
          new Mutant(
              "without a check green is opened as soon as it runs",
              "a machine that ends within a second takes over",
              new Edit(
                  "plan.RolloutPlanner", "return checked\n        ||", "return true\n        ||"),
              new Killer(ROLLOUTS, "without_a_check_green_has_to_run_for_a_while")),
          new Mutant(
              "a green machine that crashed is well while it runs again",
              "a crash loop takes over",
              new Edit(
                  "plan.GreenState",
                  ": machine.health().lastCrash();",
                  ": Optional.<Machine.Exit>empty();"),
              new Killer(SIGHTINGS, "one_that_runs_again_after_its_process_has_ended_is_not_well")),
          new Mutant(
              "a setback leaves no evidence",
              "nobody learns why the new generation does not come",
              new Edit(
                  "look.RolloutSightings",
                  "rollout.withSetback(Optional.of(Setbacks.after(begun, rollout, why, now)))",
                  "rollout"),
              new Killer(
                  ROLLOUTS,
                  "green_that_crashes_is_removed_and_blue_serves_on_with_the_evidence_in_the_status")),
          new Mutant(
              "a failure is charged to what is wanted since",
              "what is wanted anew is not tried at once, and its status tells of something else",
              new Edit(
                  "look.RolloutSightings",
                  ".filter(begun -> begun.version().equals(desired.version()))",
                  ""),
              new Killer(
                  SIGHTINGS, "what_was_made_for_another_desired_state_says_nothing_of_this_one")),
          new Mutant(
              "a green machine that does not fit any more takes over",
              "an older generation comes up over a newer one",
              new Edit(
                  "plan.RolloutPlanner",
                  ": planner.outdated(machine);",
                  ": Optional.<Because>empty();"),
              new Killer(ROLLOUTS, "the_latest_wins_in_the_middle_of_a_rollout")),
          new Mutant(
              "blue goes although its successor has failed",
              "nobody serves, and somebody could have",
              new Edit(
                  "plan.RolloutPlanner",
                  "boolean free = allServe || retiring.succeededAt().isEmpty();",
                  "boolean free = true;"),
              new Killer(ROLLOUTS, "blue_serves_again_if_green_fails_before_it_is_gone")),
          new Mutant(
              "a machine too many that is closed already is destroyed at once",
              "what was closed a moment ago, by a pass whose record was lost, still gets requests",
              new Edit(
                  "plan.MachinePlanner",
                  "? rollouts.takeOut(slot, machine, Because.of(why))",
                  "? (machine.health().cordoned()\n            ? new Operation.DestroyMachine(slot, machine.name(), machine.id(), Because.of(why))\n            : rollouts.takeOut(slot, machine, Because.of(why)))"),
              new Killer(
                  "universe.RolloutFaultsTest",
                  "nobody_is_turned_away_in_hundreds_of_rollouts_with_faults")),
          new Mutant(
              "another replica's stamps count",
              "a settling time is cut short by a clock that is behind",
              new Edit(
                  "pass.Follower",
                  "return record.withApplied(applied.withRollout(applied.rollout().restamped(clock.now())));",
                  "return record;"),
              new Killer(ROLLOUTS, "a_settling_time_is_not_cut_short_by_another_replicas_clock")),
          new Mutant(
              "a host that does not answer is given up at once",
              "each host that is restarted has everything on it made a second time",
              new Edit(
                  "plan.RolloutPlanner",
                  ".map(since -> since.plus(HOST_PATIENCE));",
                  ".map(since -> since);"),
              new Killer(OUT_OF_REACH, "a_host_that_is_back_in_time_costs_nothing")),
          new Mutant(
              "how long a host has been out of reach is forgotten with every look",
              "what is on a host that is gone is never made anew",
              new Edit(
                  "look.RolloutSightings",
                  "applied.rollout().unreachable().getOrDefault(id, now)",
                  "now"),
              new Killer(
                  OUT_OF_REACH,
                  "what_lasts_is_made_elsewhere_and_what_was_there_is_ended_once_it_can_be")),
          new Mutant(
              "a host that is out of reach is somebody's doing",
              "where drift is only reported, nobody makes the machine anew",
              new Edit(
                  "drift.Triage", "&& operation.because().cause() != Cause.HOST_UNREACHABLE", ""),
              new Killer(OUT_OF_REACH, "it_is_nobodys_drift")),
          new Mutant(
              "a rollout that a lost host has begun is somebody's doing",
              "where drift is only reported, the new machine is never opened",
              new Edit("drift.Triage", "return !rolls\n        && operation", "return operation"),
              new Killer(OUT_OF_REACH, "it_is_nobodys_drift")),
          new Mutant(
              "what is out of reach is counted on",
              "a third of the others go out besides",
              new Edit(
                  "plan.MachinePlanner",
                  "return machine.health().hostOk() && mayServe(machine);",
                  "return mayServe(machine);"),
              new Killer(OUT_OF_REACH, "what_is_out_of_reach_is_one_that_is_out")));

  private RolloutMutants() {}
}
