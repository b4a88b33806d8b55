package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults in what makes passes happen: the queue, the loop, the marks, the sweep. */
final class LoopMutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "the dirty bit of a running environment is dropped",
              "a mark that comes while its environment's pass runs is never looked at",
              new Edit("queue.DirtyQueue", "if (entry.state == State.LATER) {", "if (false) {"),
              new Killer("queue.DirtyQueueTest", "marks_during_a_pass_cause_one_more")),
          new Mutant(
              "a running environment is handed out",
              "two passes over one environment run at once",
              new Edit("queue.DirtyQueue", "if (!entry.running) {", "if (true) {"),
              new Killer(
                  "queue.DirtyQueueTest",
                  "a_mark_in_a_pass_that_takes_longer_than_the_gap_waits_for_its_end")),
          new Mutant(
              "there is no gap between two starts",
              "a flood of marks for one environment is a flood of passes",
              new Edit(
                  "queue.DirtyQueue", "entry.startedNanos + GAP.toNanos()", "entry.startedNanos"),
              new Killer("queue.DirtyQueueTest", "an_environment_starts_at_most_once_a_second")),
          new Mutant(
              "the background waits for all changes",
              "retries and sweeps starve while anything changes",
              new Edit(
                  "queue.DirtyQueue",
                  "background && (!changed || backgroundsTurn)",
                  "background && !changed"),
              new Killer("queue.DirtyQueueTest", "every_fourth_turn_is_the_background_s")),
          new Mutant(
              "an app keeps its turn",
              "an app with many dirty environments keeps all others waiting",
              new Edit("queue.Lanes", "turns.addLast(app);", "turns.addFirst(app);"),
              new Killer("queue.DirtyQueueTest", "apps_take_turns")),
          new Mutant(
              "the later time counts",
              "a mark waits for the retry that was planned before it came",
              new Edit(
                  "queue.DirtyQueue",
                  "|| dueNanos < entry.dueNanos;",
                  "|| dueNanos > entry.dueNanos;"),
              new Killer("queue.DirtyQueueTest", "the_earlier_time_counts_whichever_came_first")),
          new Mutant(
              "an environment at rest is remembered",
              "the memory of a replica grows with every environment that it has ever seen",
              new Edit("queue.DirtyQueue", "entries.remove(key);", ""),
              new Killer(
                  "queue.DirtyQueueTest",
                  "a_retry_that_a_mark_has_overtaken_leaves_nothing_behind")),
          new Mutant(
              "the message is deleted first",
              "a mark is lost when its replica dies before its pass",
              new Edit(
                  "loop.MarkDesk",
                  "onMark.accept(mark.key());",
                  "queue.delete(List.of(received.receipt()));\n    onMark.accept(mark.key());"),
              new Killer(
                  "loop.MarkDeskTest",
                  "a_mark_is_deleted_after_a_pass_that_started_after_it_came")),
          new Mutant(
              "a pass answers for marks that came after it had begun",
              "a change is missed that was made while its environment was looked at",
              new Edit(
                  "loop.MarkDesk",
                  "if (!recorded) {",
                  "marks.covered.takeOver(marks.waiting);\n    if (!recorded) {"),
              new Killer(
                  "loop.MarkDeskTest", "a_mark_that_comes_during_a_pass_stays_for_the_next_one")),
          new Mutant(
              "a pass without an outcome answers for its marks",
              "a mark is lost when the table cannot be written",
              new Edit("loop.MarkDesk", "if (!recorded) {", "if (false) {"),
              new Killer(
                  "loop.MarkDeskTest",
                  "a_pass_that_has_no_outcome_leaves_its_marks_for_the_next_one")),
          new Mutant(
              "marks in hand are not kept invisible",
              "two replicas work for one mark when its pass takes long",
              new Edit("loop.MarkDesk", "keepInvisible(allHeld(), INVISIBLE);", ""),
              new Killer(
                  "loop.MarkDeskQueueTest",
                  "a_mark_in_hand_is_kept_invisible_for_as_long_as_it_is_held")),
          new Mutant(
              "marks in hand are not given back",
              "after a shutdown a mark waits a minute for its next replica",
              new Edit("loop.MarkDesk", "giveBack(allHeld())", "Future.succeededFuture()"),
              new Killer(
                  "loop.MarkDeskQueueTest",
                  "closing_deletes_what_has_its_outcome_and_gives_the_rest_back_at_once")),
          new Mutant(
              "backoff is never reset",
              "an environment that has recovered is retried as if it still failed",
              new Edit("loop.Reconciler", "attempts.remove(key);", ""),
              new Killer("loop.ReconcilerOutcomeTest", "a_success_starts_counting_tries_anew")),
          new Mutant(
              "a held lease counts as an outcome",
              "a mark is lost when another replica holds the lease and dies",
              new Edit(
                  "pass.Outcome",
                  "case Held _, Overtaken _, Unrecorded _ -> false;",
                  "case Held _, Overtaken _, Unrecorded _ -> true;"),
              new Killer(
                  "loop.ReconcilerOutcomeTest",
                  "what_somebody_else_holds_keeps_its_marks_and_is_watched")),
          new Mutant(
              "a draining loop starts passes",
              "a shutdown does not end while marks come",
              new Edit("loop.Reconciler", "drained.isPresent() || pumping", "pumping"),
              new Killer(
                  "loop.ReconcilerTest",
                  "a_drained_loop_starts_nothing_more_and_is_done_when_the_last_pass_is")),
          new Mutant(
              "as many passes run as there are marks",
              "a herd of environments exhausts the replica",
              new Edit(
                  "loop.Reconciler",
                  "while (running.size() < parts.concurrency()) {",
                  "while (true) {"),
              new Killer(
                  "loop.ReconcilerTest",
                  "no_more_passes_run_than_may_and_each_end_lets_the_next_one_start")),
          new Mutant(
              "a failing API is asked at once",
              "Fly is asked without a pause while it is down",
              new Edit("loop.Reconciler", "case Failure _ -> false;", "case Failure _ -> true;"),
              new Killer(
                  "loop.ReconcilerWaitTest", "an_api_that_fails_is_left_alone_for_a_moment")),
          new Mutant(
              "the sweep reads one page",
              "a lost mark is never made good beyond the first page of the table",
              new Edit("sweep.FullSweep", "if (page.next().isPresent()) {", "if (false) {"),
              new Killer("universe.SweptTest", "every_page_of_the_table_is_read")),
          new Mutant(
              "a sweep that failed is the last one",
              "lost marks stay lost after one error of the table",
              new Edit("sweep.Sweep", ".onComplete(_ -> again())", ".onSuccess(_ -> again())"),
              new Killer("universe.SweptTest", "a_sweep_that_fails_is_not_the_last_one")),
          new Mutant(
              "any generation counts as seen",
              "a change whose mark was lost is not found by the sweep",
              new Edit(
                  "status.AtRest",
                  "record.whole(\"generation\").equals(status.whole(\"observedGeneration\"))",
                  "status.get(\"observedGeneration\").isPresent()"),
              new Killer("status.AtRestTest", "what_has_something_left_to_do_is_not_at_rest")),
          new Mutant(
              "a planned try is left to its replica",
              "what a dead replica was waiting for is never looked at",
              new Edit("status.AtRest", "&& status.get(\"nextTryAt\").isEmpty();", ";"),
              new Killer("status.AtRestTest", "what_has_something_left_to_do_is_not_at_rest")),
          new Mutant(
              "production is not weighty",
              "many previews that expire together are all deleted, at a pace",
              new Edit(
                  "control.Destruction",
                  "desired.type() == EnvironmentType.PREVIEW && desired.expiredAt().isEmpty()",
                  "true"),
              new Killer(
                  "universe.BrakeTest", "previews_that_expire_together_trip_it_beyond_the_budget")),
          new Mutant(
              "the brake counts every try",
              "a deletion that has to be tried again uses up the budget of others",
              new Edit(
                  "control.Permits",
                  "record.withAgenda(record.agenda().withCounted(destruction.what()))",
                  "record"),
              new Killer(
                  "universe.BrakeTest",
                  "an_environment_is_counted_once_however_often_its_deletion_is_tried")),
          new Mutant(
              "the brake asks nobody",
              "a mistake of the Manager's deletes everything within minutes",
              new Edit("control.Permits", "if (gone.isEmpty() || counted) {", "if (true) {"),
              new Killer(
                  "universe.BrakeTest",
                  "twenty_of_a_hundred_previews_are_deleted_at_a_pace_and_nobody_is_needed")),
          new Mutant(
              "a switch that is not known is off",
              "a replica that cannot read the control record does what it likes",
              new Edit(
                  "control.Switchboard",
                  "return new Leave.Looking(UNKNOWN);",
                  "return new Leave.Everything();"),
              new Killer(
                  "universe.SwitchesTest",
                  "a_replica_that_has_never_read_it_looks_and_changes_nothing")),
          new Mutant(
              "nobody is woken when a switch is released",
              "what was held back waits for minutes after it may go on",
              new Edit(
                  "loop.Reconciler",
                  "var woken = List.copyOf(heldBack);",
                  "var woken = List.<EnvironmentKey>of();"),
              new Killer(
                  "universe.SwitchesTest",
                  "nothing_is_changed_while_it_is_paused_and_all_is_made_up_for")),
          new Mutant(
              "the same is repaired for ever",
              "two who disagree change one machine in turns without end",
              new Edit(
                  "drift.Triage", "if (!counted.isQuarantined(drift.what())) {", "if (false) {"),
              new Killer(
                  "universe.DriftTest",
                  "the_same_five_times_in_an_hour_is_left_until_something_else_is_asked_for")),
          new Mutant(
              "an operator's mark is worth no other try",
              "what is in quarantine can only be freed by a new generation",
              new Edit("pass.Follower", ".withoutRepairs()", ""),
              new Killer("universe.DriftTest", "an_operators_mark_is_worth_another_try")),
          new Mutant(
              "any machine of the app is ours",
              "a machine that somebody runs in the app by hand is taken for drift",
              new Edit(
                  "sweep.Standing",
                  "&& keyOf(row.metadata(), installation).filter(key::equals).isPresent();",
                  ";"),
              new Killer(
                  "universe.DriftTest",
                  "a_machine_that_somebody_else_runs_in_the_app_is_left_alone")));

  private LoopMutants() {}
}
