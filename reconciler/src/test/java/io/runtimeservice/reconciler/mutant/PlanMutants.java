package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults in what is decided: the planner, and those whom it asks. */
final class PlanMutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "production is deleted without grace",
              "a deletion that was a mistake cannot be taken back",
              new Edit(
                  "plan.Planner",
                  ".filter(since -> moment.isCertainlyPast(since.plus(deleteGrace)))\n",
                  "\n"),
              new Killer(
                  "universe.FirstLightTest", "productionOutlivesItsGraceOnlyIfItIsWantedAgain")),
          new Mutant(
              "production goes by a clock that is alone",
              "a clock that runs ahead ends the grace period of every production",
              new Edit(
                  "plan.Planner",
                  "moment.isCertainlyPast(since.plus(deleteGrace))",
                  "!moment.now().isBefore(since.plus(deleteGrace))"),
              new Killer("universe.MishapTest", "productionDoesNotGoByAClockThatIsAlone")),
          new Mutant(
              "a deletion is asked for at every look",
              "Fly is asked again and again for a deletion that is under way",
              new Edit(
                  "plan.Planner",
                  ".filter(it -> !now.isBefore(it.at().plus(DELETION_PATIENCE)))\n",
                  "\n"),
              new Killer("universe.FirstLightTest", "theDeletionOfAPreviewIsOneCall")),
          new Mutant(
              "all machines are changed at once",
              "a change takes the whole environment out of service",
              new Edit("plan.MachinePlanner", "!interrupted || mayGoOut-- > 0", "true"),
              new Killer("plan.GoldenPlanTest", "six_machines_get_a_new_image_two_at_a_time")),
          new Mutant(
              "surplus goes before the rest serves",
              "the last machine that serves is destroyed while the others are changed",
              new Edit("plan.MachinePlanner", "mayServe(machine) && !whole;", "false;"),
              new Killer("plan.GoldenPlanTest", "fewer_machines_and_another_image")),
          new Mutant(
              "a machine that vanishes is made again at once",
              "an image that does not boot makes machines come and go without end",
              new Edit("plan.Losses", "it.losses() > 1", "it.losses() > 1000"),
              new Killer(
                  "plan.LossesTest", "what_is_lost_again_and_again_is_made_again_ever_later")),
          new Mutant(
              "what did not boot is started at once",
              "an image that does not boot is started again every few seconds",
              new Edit("plan.SlotPlanner", "case BROKEN -> triesAgain;", "case BROKEN -> true;"),
              new Killer("universe.BootTest", "whatDoesNotBootIsTriedAgainEverMoreRarely")),
          new Mutant(
              "no rows count as passed checks",
              "a machine counts as serving before any check has run",
              new Edit(
                  "plan.Serving", "(!machine.health().checks().isEmpty()\n            && ", "("),
              new Killer(
                  "plan.ServingTest", "every_check_has_to_pass_and_at_least_one_to_have_run")),
          new Mutant(
              "secrets are rotated without a restart",
              "machines run with secrets that are wanted no more",
              new Edit(
                  "plan.MachineFit",
                  "if (!record.applied().secretsDigest().equals(metadata.get(Ownership.SECRETS))) {",
                  "if (false) {"),
              new Killer(
                  "plan.MachineFitTest",
                  "a_machine_that_was_started_with_other_secrets_does_not_fit")),
          new Mutant(
              "what was changed by hand is left",
              "an environment drifts from what was asked for, and says that it does not",
              new Edit(
                  "plan.MachineFit",
                  "isAsWeLeftIt(machine) ? Optional.empty() : byHand(machine)",
                  "Optional.empty()"),
              new Killer(
                  "plan.MachineFitTest",
                  "one_whose_version_moved_is_compared_and_told_to_be_changed_by_hand")),
          new Mutant(
              "a process that ended by itself is started again",
              "a machine that crashes is started without end, beside Fly's own restarts",
              new Edit(
                  "plan.SlotPlanner", "lies(machine) && !endedByItself(machine)", "lies(machine)"),
              new Killer(
                  "plan.MachineTurnTest",
                  "what_ended_by_itself_is_not_started_unless_it_is_wanted_anew")),
          new Mutant(
              "a deleted app leaves its app recorded",
              "the next incarnation looks for an app that is gone",
              new Edit(
                  "plan.Aftermath",
                  ".withApplied(Applied.NOTHING)\n            .withNaming(naming)",
                  ".withNaming(naming)"),
              new Killer(
                  "plan.AftermathTest",
                  "an_accepted_deletion_leaves_nothing_but_what_it_takes_to_confirm_it")),
          new Mutant(
              "an adopted app is not looked into",
              "what belongs to an app that was there already is made a second time",
              new Edit(
                  "plan.Aftermath", ".withAgenda(record.agenda().withWholeLookDueAt(now)));", ");"),
              new Killer(
                  "plan.AftermathTest", "an_app_that_was_there_already_is_looked_at_whole")));

  private PlanMutants() {}
}
