package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults by which a rollout would be noticed. */
final class RolloutMutants {

  private static final String ROLLOUTS = "universe.RolloutTest";
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
              new Edit("plan.RolloutPlanner", "free && isPast(retiring.succeededAt())", "free"),
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
              new Killer(
                  ROLLOUTS,
                  "green_that_crashes_is_removed_and_blue_serves_on_with_the_evidence_in_the_status")),
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
                  "look.RolloutSightingsTest",
                  "what_was_made_for_another_desired_state_says_nothing_of_this_one")),
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
              new Killer(ROLLOUTS, "a_settling_time_is_not_cut_short_by_another_replicas_clock")));

  private RolloutMutants() {}
}
