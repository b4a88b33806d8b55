package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults in what is done: the operations, and Fly's limits on them. */
final class ActMutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "the deadline is not checked before a call",
              "a call takes effect after another replica has the lease",
              new Edit("act.FencedFly", "call.isMutating() && !lease.outlasts(deadline)", "false"),
              new Killer(
                  "act.StageRunnerTest", "nothing_is_sent_that_the_lease_would_not_outlast")),
          new Mutant(
              "the deadline is checked before the wait for a token",
              "a call that waited for Fly's limits is sent with a lease that has ended",
              new Edit(
                  "act.StageRunner",
                  "crew.budget().within(new FencedFly(crew.fly(), lease))",
                  "new FencedFly(crew.budget().within(crew.fly()), lease)"),
              new Killer(
                  "act.StageRunnerTest",
                  "a_call_is_held_against_the_lease_when_it_is_sent_and_not_when_it_begins_to_wait")),
          new Mutant(
              "any error of a removal counts as removed",
              "what Fly refuses to remove is left behind and forgotten",
              new Edit(
                  "act.OperationRunner",
                  "FailureException.of(thrown) instanceof Failure.Absent",
                  "FailureException.of(thrown) instanceof Failure"),
              new Killer("act.OperationRunnerTest", "what_may_not_be_removed_is_not_gone")),
          new Mutant(
              "a lost answer closes its operation",
              "what a call made that was given up is not looked for",
              new Edit("act.OperationResult", "&& failure.mayHaveHappened();", "&& false;"),
              new Killer("act.StageRunnerTest", "one_whose_answer_was_lost_stays_open")),
          new Mutant(
              "an app of the name is ours wherever it is",
              "an app is taken over that somebody else has made",
              new Edit("act.OperationRunner", "&& app.network().equals(operation.network());", ";"),
              new Killer("act.CreationTest", "an_app_of_the_name_elsewhere_is_never_taken_over")),
          new Mutant(
              "a machine of the name is ours",
              "a machine is taken over, and in the end destroyed, that somebody else runs",
              new Edit(
                  "act.OperationRunner",
                  "site.isInSlot(machine, operation.slot())",
                  "machine.name().equals(operation.slot().machineName())"),
              new Killer(
                  "act.CreationTest", "a_machine_of_the_name_without_them_is_never_taken_over")),
          new Mutant(
              "an update swaps whatever version there is",
              "a change that somebody made in between is overwritten unseen",
              new Edit("act.OperationRunner", "operation.currentVersion(),", "\"\","),
              new Killer(
                  "act.OperationRunnerTest",
                  "an_update_swaps_the_version_it_knows_and_shows_the_machine_on_its_way")),
          new Mutant(
              "an app that Fly does not know yet is gone",
              "an app is created and taken for deleted in the same second",
              new Edit(
                  "act.FreshApps",
                  "if (!isTooSoon(call, FailureException.of(thrown))) {",
                  "if (true) {"),
              new Killer(
                  "act.FreshAppsTest", "an_app_that_fly_does_not_know_yet_is_asked_for_again")),
          new Mutant(
              "budgets do not wait",
              "Fly counts more calls than its limits allow",
              new Edit(
                  "limit.FlyBudget",
                  "wait.isZero() ? Future.succeededFuture(bucket) : after(wait, bucket)",
                  "Future.succeededFuture(bucket)"),
              new Killer(
                  "limit.FlyBudgetTest", "what_is_beyond_it_waits_until_its_token_has_grown")),
          new Mutant(
              "budgets wait for ever",
              "a pass holds its lease while it waits for a token that is minutes away",
              new Edit("limit.FlyBudget", "if (wait.compareTo(WAIT_MAX) > 0) {", "if (false) {"),
              new Killer("limit.FlyBudgetTest", "a_refused_call_takes_no_token")),
          new Mutant(
              "Retry-After is not heard",
              "Fly is asked again before the time that it has named",
              new Edit("limit.FlyBudget", "again.orElse(Duration.ZERO), now", "Duration.ZERO, now"),
              new Killer(
                  "limit.FlyBudgetTest",
                  "a_limit_that_was_passed_all_the_same_is_kept_to_for_as_long_as_fly_says")),
          new Mutant(
              "a limit that was never met begins full",
              "two replicas together pass a limit that each of them keeps",
              new Edit(
                  "limit.FlyBudget",
                  "new TokenBucket(rate, 1, nowNanos)",
                  "new TokenBucket(rate, rate.burst(), nowNanos)"),
              new Killer(
                  "limit.FlyBudgetTest", "of_a_limit_that_others_may_have_used_one_token_is_left")),
          new Mutant(
              "who takes an app over takes its limits for full",
              "what two replicas call one after the other is too much together",
              new Edit(
                  "limit.FlyBudget", "it.isNew() ? rate.burst() : it.tokens()", "rate.burst()"),
              new Killer(
                  "limit.FlyBudgetTest",
                  "of_an_app_that_another_replica_calls_nothing_is_left_and_two_more_are_that_one_s")),
          new Mutant(
              "a call counts when its token is taken",
              "a replica that stands still before it sends finds its tokens grown back",
              new Edit("limit.TokenBucket", " + inFlight * nanosPerToken()", ""),
              new Killer(
                  "limit.TokenBucketTest",
                  "what_is_under_way_may_happen_at_any_time_until_its_end")),
          new Mutant(
              "each app's deletions are counted alone",
              "a herd of deletions passes Fly's limit for all of them",
              new Edit("limit.FlyRates", "call instanceof AppCall.Delete ? call.action() : ", ""),
              new Killer("limit.FlyBudgetTest", "deletions_of_different_apps_share_one_limit")));

  private ActMutants() {}
}
