package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults in telling repairs from what was asked for. */
final class DriftMutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "nothing is left in quarantine",
              "what somebody else changes again and again is repaired without end",
              new Edit("drift.Triage", "filter(repairs::isQuarantined)", "filter(_ -> false)"),
              new Killer(
                  "drift.TriageTest", "the_same_five_times_in_an_hour_is_repaired_and_then_left")),
          new Mutant(
              "quarantine outlives its desired state",
              "what is wanted anew is not carried out, for an old one was left",
              new Edit(
                  "look.Bookkeeper",
                  ".withProgress(record.progress().map(next::after).orElse(next))",
                  ".withProgress(\n            next\n                .withRepairs(\n                    record\n                        .progress()\n                        .map(Progress::repairs)\n                        .orElse(io.runtimeservice.model.record.Repairs.NONE)))"),
              new Killer(
                  "look.BookkeeperTest", "another_desired_state_has_nothing_repaired_of_it")),
          new Mutant(
              "drift is repaired that is only to be reported",
              "what operators want to see first is changed at once",
              new Edit("drift.Triage", "if (!repairs) {", "if (false) {"),
              new Killer("drift.TriageTest", "where_drift_is_only_reported_nothing_is_repaired")),
          new Mutant(
              "what does not serve yet is settled",
              "a rollout that takes its time is taken for drift",
              new Edit(
                  "drift.Triage",
                  "isUntold(record, before) && isWhole(desired, observed)",
                  "isUntold(record, before)"),
              new Killer("drift.TriageTest", "what_does_not_serve_yet_is_not_settled")),
          new Mutant(
              "what serves and is not as desired is settled",
              "the next try is taken for drift, and history says that it was reached",
              new Edit("drift.Triage", ".filter(it -> fit.outdated(desired, it).isEmpty())", ""),
              new Killer("drift.TriageTest", "what_serves_and_is_not_as_desired_is_not_settled")),
          new Mutant(
              "what is asked for is drift",
              "a rollout is reported as somebody else's change",
              new Edit(
                  "drift.Triage", "return before.settled()\n        ?", "return true\n        ?"),
              new Killer("drift.TriageTest", "on_the_way_to_what_is_desired_nothing_is_drift")),
          new Mutant(
              "a crash is drift",
              "a process that ends by itself is reported as stopped by somebody",
              new Edit(
                  "drift.Triage",
                  ".filter(exit -> !exit.requested())\n            .isPresent();",
                  ".filter(exit -> exit.requested())\n            .isPresent();"),
              new Killer(
                  "drift.TriageTest", "a_process_that_has_ended_by_itself_was_stopped_by_nobody")),
          new Mutant(
              "what needs what is left is done",
              "machines are made anew for secrets that are left as they are",
              new Edit(
                  "drift.Triage", ".anyMatch(Triage::isNeededByOthers)", ".anyMatch(_ -> false)"),
              new Killer("drift.TriageTest", "what_needs_what_is_left_is_left_too")),
          new Mutant(
              "an operator's mark is worth no other try",
              "what is in quarantine can only be freed by a new generation",
              new Edit("pass.Follower", ".withoutRepairs()", ""),
              new Killer("universe.DriftTest", "an_operators_mark_is_worth_another_try")),
          new Mutant(
              "a cloned machine makes an app ours",
              "an app with somebody else's machines in it is deleted as an orphan",
              new Edit("sweep.FullSweep", "shared.add(row.app());", ""),
              new Killer(
                  "sweep.SweepTest",
                  "an_app_with_somebody_elses_machines_in_it_is_no_orphan_though_one_was_cloned_from_ours")));

  private DriftMutants() {}
}
