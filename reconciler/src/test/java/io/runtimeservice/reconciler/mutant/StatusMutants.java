package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults in what is told, and in when it is looked at again. */
final class StatusMutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "every telling is a transition",
              "nobody can see since when something is so",
              new Edit(
                  "status.StatusDeriver",
                  ".filter(it -> it.truth() == finding.truth())",
                  ".filter(it -> false)"),
              new Killer("status.StatusDeriverTest", "transition_times_move_only_on_a_flip")),
          new Mutant(
              "backoff does not grow",
              "what fails for hours is tried every second or two",
              new Edit("status.RetryPolicy", "1L << Math.clamp(attempt, 1, DOUBLINGS_MAX)", "2L"),
              new Killer("status.TroubleToldTest", "tries_that_fail_are_counted_and_become_rare")),
          new Mutant(
              "tries are not counted",
              "backoff never gets beyond its first step",
              new Edit(
                  "status.StatusDeriver",
                  "case BACKOFF, PERSON, DNS -> before + 1;",
                  "case BACKOFF, PERSON, DNS -> 1;"),
              new Killer("status.TroubleToldTest", "tries_that_fail_are_counted_and_become_rare")),
          new Mutant(
              "a time to come again is not obeyed",
              "who asks for a pause is asked again before it is over",
              new Edit("status.StatusDeriver", ".map(it -> longer(it, extras.retryAfter()))", ""),
              new Killer(
                  "status.NextTryTest",
                  "whoever_says_when_to_come_again_is_obeyed_also_when_a_deadline_is_nearer")),
          new Mutant(
              "a deletion is done before it is confirmed",
              "an environment is said to be deleted while Fly still has its app",
              new Edit("status.DeletionFindings", " && record.closing().isEmpty();\n  }", ";\n  }"),
              new Killer(
                  "status.DeletionFindingsTest",
                  "it_is_deleted_when_no_name_is_reserved_and_nothing_waits_to_be_confirmed")),
          new Mutant(
              "one machine that fits is ready",
              "a generation is said to be ready that only a part of the machines has",
              new Edit(
                  "status.KeptFindings",
                  "slots.stream().allMatch(it -> it.fits() && it.trouble().isEmpty())",
                  "slots.stream().anyMatch(it -> it.fits() && it.trouble().isEmpty())"),
              new Killer(
                  "status.OlderGenerationTest",
                  "a_generation_that_one_of_two_machines_has_is_not_ready")),
          new Mutant(
              "secrets are not needed to be ready",
              "a generation is said to be ready whose secrets could not be set",
              new Edit("status.KeptFindings", "        && secretsAreApplied()\n", ""),
              new Killer(
                  "universe.TruthTest",
                  "aGenerationThatCannotBeAppliedWholeIsNotReadyAndTheOneBeforeItIs")),
          new Mutant(
              "what cannot be looked at counts as synced",
              "an outage of Fly is told as if nothing were wrong",
              new Edit(
                  "status.CarriedFindings",
                  "return with(trouble, Truth.UNKNOWN, ConditionType.SYNCED);",
                  "return with(trouble, Truth.TRUE, ConditionType.SYNCED);"),
              new Killer(
                  "status.CarriedFindingsTest",
                  "what_cannot_be_looked_at_stays_as_it_was_and_is_not_known_to_be_synced")),
          new Mutant(
              "a stalled environment is looked at within seconds",
              "what waits for a person is asked for without end",
              new Edit(
                  "status.RetryPolicy",
                  "return Optional.of(late(situation));\n    }\n    var",
                  "return Optional.of(PROGRESS_MIN);\n    }\n    var"),
              new Killer(
                  "status.RetryPolicyTest",
                  "what_is_stalled_is_tried_again_slowly_whatever_is_under_way")));

  private StatusMutants() {}
}
