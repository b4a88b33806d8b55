package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults in what may be taken away for good: the brake, the switches, orphans. */
final class BrakeMutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "an orphan is deleted that a live environment reserves",
              "an app is deleted that was made for its environment since the sweep",
              new Edit("pass.OrphanPass", " && !(lives && reserves(record, app))", ""),
              new Killer(
                  "pass.OrphanPassTest",
                  "an_app_that_a_live_environment_reserves_is_never_deleted")),
          new Mutant(
              "an orphan of a held environment is deleted",
              "an app is deleted while another replica works for its environment",
              new Edit("pass.OrphanPass", "record.lease().owner().isEmpty() && ", ""),
              new Killer(
                  "pass.OrphanPassTest",
                  "while_somebody_holds_the_lease_nothing_is_even_looked_at")),
          new Mutant(
              "a stranger's app is an orphan",
              "an app of another organisation is deleted for its name",
              new Edit(
                  "pass.OrphanPass", "sight == AppSight.PRESENT ?", "sight != AppSight.ABSENT ?"),
              new Killer("pass.OrphanPassTest", "a_stranger_s_app_of_the_name_is_left_alone")),
          new Mutant(
              "an orphan is looked for at its environment's app",
              "what turns up after a deletion is never deleted, and its lease stays taken",
              new Edit(
                  "act.Site",
                  ".or(() -> record.closing().map(it -> it.name())),",
                  ".or(() -> record.closing().map(it -> it.name())).or(() ->"
                      + " { throw new java.util.NoSuchElementException(); }),"),
              new Killer(
                  "pass.OrphanPassTest",
                  "an_app_under_a_name_that_was_given_up_is_deleted_also_where_no_other_is_reserved")),
          new Mutant(
              "a name that was given up is ours for ever",
              "an app of our organisation is deleted that somebody else has made under that name",
              new Edit("pass.OrphanPass", "network -> isIn(network, record, app)", "_ -> true"),
              new Killer(
                  "pass.OrphanPassTest",
                  "an_app_of_such_a_name_in_another_network_is_somebody_else_s")),
          new Mutant(
              "orphans need no permit",
              "an orphan is deleted while operators let nothing be taken away",
              new Edit("pass.OrphanPass", "withheld.isPresent()", "false"),
              new Killer("pass.OrphanPassTest", "no_switch_lets_it_go")),
          new Mutant(
              "the brake is not asked",
              "nothing slows down or stops what is taken away",
              new Edit("control.Permits", "if (gone.isEmpty() || counted) {", "if (true) {"),
              new Killer(
                  "control.PermitsTest",
                  "what_takes_something_away_is_counted_before_it_is_permitted_and_once")),
          new Mutant(
              "a deletion is counted with every try",
              "one environment whose deletion fails trips the brake",
              new Edit(
                  "control.Permits", "if (gone.isEmpty() || counted) {", "if (gone.isEmpty()) {"),
              new Killer(
                  "control.PermitsTest",
                  "what_takes_something_away_is_counted_before_it_is_permitted_and_once")),
          new Mutant(
              "the brake counts after the deed",
              "two replicas take away more than both together may",
              new Edit(
                  "control.BrakeDesk",
                  "                write(control, next)\n                    .compose(write ->",
                  "                Future.succeededFuture(Write.WRITTEN)\n                    .compose(write ->"),
              new Killer(
                  "control.BrakeDeskTest",
                  "what_is_granted_stands_in_the_table_before_it_is_said")),
          new Mutant(
              "a count that was refused counts",
              "of two who count at the same time one is forgotten",
              new Edit("control.BrakeDesk", "write == Write.WRITTEN\n", "true\n"),
              new Killer(
                  "control.BrakeDeskTest",
                  "one_of_whom_somebody_else_wrote_in_between_counts_again")),
          new Mutant(
              "what cannot be counted is granted",
              "while the control record is unreadable everything may be taken away",
              new Edit(
                  "control.BrakeDesk",
                  ".otherwise(thrown -> Optional.of(Trouble.of(FailureException.of(thrown))));",
                  ".otherwise(thrown -> Optional.empty());"),
              new Killer(
                  "control.BrakeDeskTest",
                  "nothing_is_granted_while_the_record_cannot_be_read_or_understood")),
          new Mutant(
              "production waits its turn like a preview",
              "a herd of deletions of production is carried out, if slowly",
              new Edit("control.Destruction", "desired.type() == EnvironmentType.PREVIEW && ", ""),
              new Killer(
                  "control.DestructionTest",
                  "only_of_a_preview_whose_deletion_is_asked_for_it_may_wait_its_turn")),
          new Mutant(
              "what expires was asked for",
              "a clock that is wrong everywhere deletes all previews, if slowly",
              new Edit("control.Destruction", " && desired.expiredAt().isEmpty()", ""),
              new Killer(
                  "control.DestructionTest", "what_has_expired_was_asked_for_by_nobody_just_now")),
          new Mutant(
              "a machine with a successor is a loss",
              "each replacement uses up the budget of what may be taken away",
              new Edit("control.Destruction", " && !anotherServes(destroy, desired, observed)", ""),
              new Killer(
                  "control.DestructionTest",
                  "to_destroy_one_that_has_a_healthy_successor_is_none")),
          new Mutant(
              "the brake's window never forgets",
              "after the budget of ten minutes nothing is taken away for an hour",
              new Edit(
                  "control.BrakeRule", "moment.agreed() ? after(lately, begin) : lately", "lately"),
              new Killer(
                  "control.BrakeRuleTest",
                  "what_the_manager_asked_for_waits_until_the_oldest_minute_leaves_the_window")),
          new Mutant(
              "the brake goes by a clock that is alone",
              "a clock that runs ahead forgets what was taken away",
              new Edit(
                  "control.BrakeRule",
                  "moment.agreed() ? after(lately, begin) : lately",
                  "after(lately, begin)"),
              new Killer(
                  "control.BrakeRuleTest",
                  "nothing_is_forgotten_by_a_clock_that_is_alone_and_nobody_has_to_come_because_of_it")),
          new Mutant(
              "the budget is one more",
              "more is taken away than is set",
              new Edit(
                  "control.BrakeRule", "sum(inWindow) < windowMax", "sum(inWindow) <= windowMax"),
              new Killer(
                  "control.BrakeRuleTest",
                  "so_many_or_such_a_part_may_be_taken_away_in_ten_minutes")),
          new Mutant(
              "there is no limit for an hour",
              "previews are deleted one by one until none is left",
              new Edit("control.BrakeRule", "brake.allowance() == 0 && inHour >= hourMax", "false"),
              new Killer(
                  "control.BrakeRuleTest",
                  "a_quarter_of_everything_in_an_hour_trips_it_whoever_asked")),
          new Mutant(
              "the allowance is ignored",
              "a brake that an operator has released trips again at once",
              new Edit(
                  "control.BrakeRule",
                  "brake.allowance() == 0 && inHour >= hourMax",
                  "inHour >= hourMax"),
              new Killer(
                  "control.BrakeRuleTest",
                  "what_waited_when_it_was_released_may_go_at_the_same_pace_and_trips_nothing")),
          new Mutant(
              "a tripped brake lets go by itself",
              "destroying goes on ten minutes later, and nobody has looked",
              new Edit("control.BrakeRule", "if (brake.trip().isPresent()) {", "if (false) {"),
              new Killer(
                  "control.BrakeRuleTest", "once_it_has_tripped_it_stays_so_whatever_time_passes")),
          new Mutant(
              "what a clock that was ahead has counted is not put right",
              "a preview is not deleted until the time has come that a wrong clock has shown",
              new Edit(
                  "control.BrakeDesk",
                  "putRight(control, corrected).map(",
                  "putRight(control, Optional.empty()).map("),
              new Killer(
                  "control.BrakeDeskTest",
                  "what_a_clock_that_was_a_day_ahead_has_counted_holds_nobody_for_a_day")),
          new Mutant(
              "pauseDestructive lets deletions through",
              "an operator who wants nothing to be taken away is not heard",
              new Edit("control.Switchboard", "if (switches.pauseDestructive()) {", "if (false) {"),
              new Killer(
                  "control.SwitchboardTest",
                  "a_switch_is_heard_with_the_next_read_and_ends_with_the_one_after")),
          new Mutant(
              "what is not known lets everything be done",
              "a replica that starts while the control record is unreadable ignores it",
              new Edit(
                  "control.Switchboard",
                  "return new Leave.Looking(UNKNOWN);",
                  "return new Leave.Everything();"),
              new Killer(
                  "control.SwitchboardTest",
                  "a_record_that_was_never_understood_lets_nothing_be_changed")),
          new Mutant(
              "a record that cannot be read switches everything off",
              "an outage of the table ends a pause",
              new Edit(
                  "control.Switchboard",
                  "    unreadable = true;\n",
                  "    unreadable = true;\n    known = Optional.of(Control.NONE);\n"),
              new Killer(
                  "control.SwitchboardTest",
                  "what_was_last_known_holds_while_it_cannot_be_read_or_understood")),
          new Mutant(
              "nobody is woken when a switch is released",
              "what was held back waits for minutes after it may go on",
              new Edit(
                  "loop.Reconciler",
                  "var woken = List.copyOf(heldBack);",
                  "var woken = List.<EnvironmentKey>of();"),
              new Killer(
                  "universe.SwitchesTest",
                  "nothing_is_changed_while_it_is_paused_and_all_is_made_up_for")));

  private BrakeMutants() {}
}
