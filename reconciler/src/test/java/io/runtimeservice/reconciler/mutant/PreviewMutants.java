package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults in how many previews there may be, and for how long. */
final class PreviewMutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "previews expire by a clock that is alone",
              "a clock that runs ahead deletes every preview that has an end",
              new Edit("plan.Moment", "agreed && ", ""),
              new Killer(
                  "accept.JudgeTest", "nothing_expires_by_a_clock_that_nobody_else_agrees_with")),
          new Mutant(
              "an end that is over is forgotten",
              "a preview whose deletion is under way is made anew when a clock goes back",
              new Edit("accept.Judge", "isKnownToBeOver(over, key, records) || ", ""),
              new Killer(
                  "accept.JudgeTest",
                  "what_is_known_to_be_over_stays_so_whatever_the_clock_says_then_unless_it_is_renewed")),
          new Mutant(
              "the sweep finds no preview whose end is over",
              "a preview at rest is not deleted until Fly was asked for something else",
              new Edit("sweep.Standing", " && !isOver(environment, moment)", ""),
              new Killer(
                  "sweep.StandingTest",
                  "a_preview_whose_time_is_over_is_not_at_rest_whoever_agrees")),
          new Mutant(
              "what time it is at Fly is asked for too late",
              "of a fleet at rest no preview expires before the second sweep",
              new Edit("pass.Pass", "if (isOver(it, desired)) {", "if (false) {"),
              new Killer(
                  "universe.PreviewsTest",
                  "one_sweep_is_enough_though_fly_was_not_heard_of_before")),
          new Mutant(
              "the limit of previews is asked for only before there is a name",
              "of many that are made at once all are let in",
              new Edit("pass.Course", "if (!creates) {", "if (true) {"),
              new Killer(
                  "universe.PreviewsTest",
                  "of_many_that_are_made_at_once_as_many_are_let_in_as_there_may_be")),
          new Mutant(
              "production counts as a preview",
              "an app may have one preview less than its record says",
              new Edit("accept.PreviewLimit", "others.keySet().retainAll(previews);", ""),
              new Killer(
                  "accept.PreviewLimitTest",
                  "neither_production_counts_nor_what_has_no_name_any_more")));

  private PreviewMutants() {}
}
