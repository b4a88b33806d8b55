package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults in what makes passes happen: the queue, the loop, the marks, what rests. */
final class LoopMutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "a stranger's mark brings forward a look that is due later",
              "whoever may push to any repository can keep the service busy with what waits",
              new Edit(
                  "loop.Occasions",
                  "reasons.dueNanos.filter(due -> due <= nowNanos).isPresent()",
                  "reasons.dueNanos.isPresent()"),
              new Killer("universe.MishapTest", "norDoesItWhereALookIsDueLater")),
          new Mutant(
              "a stranger's mark takes the place of a look that is due later",
              "what waits is forgotten until a sweep finds it",
              new Edit(
                  "loop.Reconciler",
                  "occasion.later().ifPresent(later -> isStillDue(key, later));",
                  "occasion.later().ifPresent(_ -> {});"),
              new Killer("universe.MishapTest", "norDoesItWhereALookIsDueLater")),
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
              "any generation counts as seen",
              "a change whose mark was lost is not found by the sweep",
              new Edit(
                  "status.AtRest",
                  "record.whole(\"generation\").equals(status.whole(\"observedGeneration\"))",
                  "status.get(\"observedGeneration\").isPresent()"),
              new Killer(
                  "sweep.SweepTest", "what_would_be_at_rest_but_for_one_thing_is_looked_at")),
          new Mutant(
              "a planned try is left to its replica",
              "what a dead replica was waiting for is never looked at",
              new Edit("status.AtRest", "&& status.get(\"nextTryAt\").isEmpty();", ";"),
              new Killer(
                  "sweep.SweepTest", "what_would_be_at_rest_but_for_one_thing_is_looked_at")));

  private LoopMutants() {}
}
