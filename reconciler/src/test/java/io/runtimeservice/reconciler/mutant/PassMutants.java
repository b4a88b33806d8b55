package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults in what makes a pass safe: the lease, the intents, what it admits, when it writes. */
final class PassMutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "the lease's end is counted from the answer",
              "a replica works on a lease that others see as ended",
              new Edit(
                  "lease.Lease",
                  "endsAtNanos = sentAtNanos + duration.toNanos();",
                  "endsAtNanos = time.nanos() + duration.toNanos();"),
              new Killer(
                  "lease.LeaseLostAnswerTest",
                  "its_end_is_counted_from_before_the_write_was_sent")),
          new Mutant(
              "a refused write counts as written",
              "a replica goes on with a lease that another one has taken",
              new Edit(
                  "lease.Lease",
                  "yield Future.failedFuture(new LeaseLostException());",
                  "yield Future.succeededFuture(record.withLease(next));"),
              new Killer(
                  "lease.LeaseTest", "whoever_has_lost_the_lease_can_write_nothing_any_more")),
          new Mutant(
              "a call need only begin before the lease ends",
              "a call takes effect after another replica has the lease",
              new Edit(
                  "lease.Lease",
                  "time.nanos() + call.toNanos() <= endsAtNanos",
                  "time.nanos() <= endsAtNanos"),
              new Killer("lease.LeaseTest", "the_lease_ends_one_duration_after_it_was_asked_for")),
          new Mutant(
              "a grant keeps the epoch",
              "of two holders nobody can tell who is the older one",
              new Edit(
                  "lease.Lease",
                  ".write(record, record.lease().granted(replica))",
                  ".write(record, new LeaseMark(java.util.Optional.of(replica),"
                      + " record.lease().version() + 1, record.lease().epoch()))"),
              new Killer(
                  "lease.LeaseTest",
                  "the_epoch_rises_by_one_with_each_grant_and_with_nothing_else")),
          new Mutant(
              "a lease is stale at first sight",
              "a lease is taken away from a replica that is at work",
              new Edit(
                  "lease.LeaseWatch",
                  "new Sighting(mark.version(), statusRev, nanos)",
                  "new Sighting(mark.version(), statusRev, nanos - leaseDuration.toNanos())"),
              new Killer(
                  "lease.LeaseWatchTest",
                  "somebody_else_s_lease_is_held_when_it_is_first_seen_however_old_it_is")),
          new Mutant(
              "a renewal is not seen",
              "a long pass loses its lease though it renews it",
              new Edit(
                  "lease.LeaseWatch",
                  "before != null && before.isOf(mark.version(), statusRev)",
                  "before != null"),
              new Killer(
                  "lease.LeaseWatchTest", "a_version_that_moves_shows_that_the_holder_lives")),
          new Mutant(
              "an environment is followed by all replicas",
              "replicas together use up Fly's limits, to learn the same",
              new Edit(
                  "lease.LeaseWatch",
                  "mark.follower().filter(it -> !it.equals(replica)).isPresent()",
                  "mark.follower().filter(String::isEmpty).isPresent()"),
              new Killer(
                  "lease.LeaseWatchTest",
                  "what_another_replica_follows_is_left_to_it_until_it_has_stood_still")),
          new Mutant(
              "an environment at rest is looked at by whoever gets a mark",
              "a flood of marks for one environment uses up Fly's limits once for each replica",
              new Edit(
                  "pass.Follower",
                  "if (it.isAtRest()) {\n      return IDLE_PATIENCE;",
                  "if (it.isAtRest()) {\n      return Duration.ZERO;"),
              new Killer(
                  "universe.FollowerTest", "aFloodIsAnsweredByOneLookASecondWhoeverItReaches")),
          new Mutant(
              "nobody is told that another replica looks",
              "two replicas look at one environment, and each takes Fly's limits for its own",
              new Edit("pass.Follower", "if (turn.takesOver().isEmpty()) {", "if (true) {"),
              new Killer(
                  "universe.FollowerTest", "aFloodIsAnsweredByOneLookASecondWhoeverItReaches")),
          new Mutant(
              "a follower is taken for dead before its next look is due",
              "what waits for a person is looked at in turns by all replicas",
              new Edit("pass.Follower", "leaseDuration.plus(untilNextLook);", "leaseDuration;"),
              new Killer(
                  "universe.FollowerTest",
                  "anEnvironmentThatWaitsForAPersonIsLookedAtByOneReplica")),
          new Mutant(
              "a follower is left as little as a lease is short",
              "two replicas take an environment from each other for ever",
              new Edit(
                  "pass.Follower",
                  "patience.compareTo(IDLE_PATIENCE) < 0 ? IDLE_PATIENCE : patience",
                  "patience"),
              new Killer(
                  "universe.TakeoverTest", "whoFollowsIsLeftTheTimeOfALookHoweverShortLeasesAre")),
          new Mutant(
              "what is new is left to who follows",
              "a change waits until a dead follower has stood still for a lease",
              new Edit(
                  "pass.Follower",
                  "return !record.hasAccepted(desired.version())\n        || it",
                  "return it"),
              new Killer(
                  "universe.TakeoverTest", "whatIsWantedAnewDoesNotWaitForAFollowerThatIsGone")),
          new Mutant(
              "a held lease is ignored",
              "two replicas change one environment in turns",
              new Edit(
                  "pass.Follower",
                  "case HELD -> new Turn.Theirs(HELD_RETRY);",
                  "case HELD -> new Turn.Ours(record, left);"),
              new Killer(
                  "universe.TakeoverTest",
                  "aLeaseThatIsHeldIsLeftToItsHolderForAsLongAsItMayBeAtWork")),
          new Mutant(
              "the intent is skipped",
              "an app whose creation's answer was lost is never deleted",
              new Edit(
                  "pass.Course",
                  "Observed intending = intending(counted, first);",
                  "Observed intending = counted;"),
              new Killer(
                  "universe.IdentityTest",
                  "anAppWhoseCreationIsNotKnownToHaveHappenedIsFoundAndDeleted")),
          new Mutant(
              "what is desired is not read again",
              "an older generation is carried out after a newer one is asked for",
              new Edit("pass.Course", "&& now.version().equals(desired.version());", ";"),
              new Killer("universe.CourseTest", "what_is_desired_no_more_is_not_begun")),
          new Mutant(
              "what is desired is known by its number alone",
              "a change that the Manager gave no number to is carried out over by the one before it",
              new Edit(
                  "pass.Course",
                  "&& now.version().equals(desired.version());",
                  "&& now.version().generation().equals(desired.version().generation());"),
              new Killer(
                  "universe.LatestWinsTest",
                  "what_is_desired_no_more_is_stopped_at_the_next_step_whether_or_not_a_number_says_so")),
          new Mutant(
              "a pass goes on with what it read at first",
              "an older image is given to a machine after a newer one is asked for",
              new Edit(
                  "pass.Course",
                  "start.stillDesired()\n                ? begin(",
                  "true\n                ? begin("),
              new Killer(
                  "universe.LatestWinsTest",
                  "what_is_desired_no_more_is_stopped_at_the_next_step_whether_or_not_a_number_says_so")),
          new Mutant(
              "nobody is told what was cut short",
              "a generation that was begun and never reached has no end in the history",
              new Edit(
                  "look.Bookkeeper",
                  ".withProgress(record.progress().map(next::after).orElse(next))",
                  ".withProgress(next)"),
              new Killer("universe.LatestWinsTest", "what_is_cut_short_is_named_in_the_history")),
          new Mutant(
              "a takeover asks for no second look",
              "what a dead holder's last calls still did is never seen",
              new Edit(
                  "pass.Follower",
                  "case STALE -> new Turn.Ours(Course.dueWhole(record, clock.now()), left);",
                  "case STALE -> new Turn.Ours(record, left);"),
              new Killer(
                  "universe.IdentityTest", "theLookAfterATakeoverIsMadeAlsoIfItsReplicaDies")),
          new Mutant(
              "an unknown outcome asks for no second look",
              "what a call did after it was given up is never seen",
              new Edit(
                  "pass.Course",
                  "? observed.withRecord(dueWhole(observed.record(), now))",
                  "? observed"),
              new Killer("universe.CourseTest", "what_a_call_did_after_it_was_given_up_is_seen")),
          new Mutant(
              "a plan goes on while the service stops",
              "a shutdown takes as long as the longest plan",
              new Edit("pass.Course", " || means.stopping().getAsBoolean()", ""),
              new Killer(
                  "universe.CourseTest",
                  "a_service_that_stops_begins_no_other_stage_and_leaves_the_lease")),
          new Mutant(
              "a status is written though it is unchanged",
              "every look at what is as desired costs a write",
              new Edit("pass.StatusWriter", "if (same) {", "if (false) {"),
              new Killer(
                  "universe.FirstLightTest",
                  "aConvergedEnvironmentCostsOneReadAndNothingElseHoweverOftenItIsLookedAt")),
          new Mutant(
              "a record is written though it is unchanged",
              "every look at what is as desired takes a write of the runtime record",
              new Edit(
                  "pass.Pass",
                  "free && observed.record().remembersTheSameAs(before)",
                  "observed.record().equals(before) && !free"),
              new Killer(
                  "universe.FirstLightTest",
                  "aConvergedEnvironmentCostsOneReadAndNothingElseHoweverOftenItIsLookedAt")),
          new Mutant(
              "strangers' marks are looked at",
              "whoever may push to any repository can keep the service busy",
              new Edit(
                  "pass.Pass",
                  "!it.request().due() && isByStrangers(it)",
                  "it.request().due() && isByStrangers(it)"),
              new Killer("universe.MishapTest", "aMarkByAnotherRepositoryCostsNoLook")),
          new Mutant(
              "a new desired state inherits the tries of the old one",
              "a corrected environment waits for the backoff of its mistake",
              new Edit(
                  "pass.Case",
                  "return record.hasAccepted(desired.version()) || told ? this",
                  "return true ? this"),
              new Killer(
                  "universe.CalmTest",
                  "whatIsWantedAnewDoesNotWaitAsLongAsWhatHasFailedForAnHour")),
          new Mutant(
              "a host name is free when its app's deletion is accepted",
              "another environment gets a host name that Fly still serves for this one",
              new Edit(
                  "pass.News",
                  ".filter(_ -> seen.closing().isEmpty() && seen.naming().reserved().isEmpty());",
                  ";"),
              new Killer(
                  "universe.BadInputTest", "aHostNameIsNobodyElsesUntilItsAppIsKnownToBeGone")),
          new Mutant(
              "what has been reached is told again and again",
              "each look at an environment at rest costs a write",
              new Edit(
                  "pass.News",
                  "return !before.chronicle().reached().equals(done.chronicle().reached());",
                  "return before.chronicle().reached().isPresent()"
                      + " || done.chronicle().reached().isPresent();"),
              new Killer(
                  "universe.GenerationsTest", "it_is_told_once_and_at_rest_nothing_is_written")),
          new Mutant(
              "protection is ignored",
              "a protected production is deleted by a slip of the hand",
              new Edit("accept.Judge", "return desired.deletionProtection()", "return false"),
              new Killer(
                  "accept.JudgeTest",
                  "deletion_is_refused_while_it_is_protected_which_production_is_by_itself")),
          new Mutant(
              "a typo costs the host name",
              "another environment takes a host name over while its holder's record is wrong",
              new Edit(
                  "accept.Admission",
                  "case Reading.Refused<Desired> _ -> true;",
                  "case Reading.Refused<Desired> _ -> false;"),
              new Killer(
                  "accept.AdmissionTest",
                  "a_holder_that_is_only_stopped_or_whose_record_has_a_typo_keeps_it")),
          new Mutant(
              "a claimed host name is anybody's",
              "two environments ask Fly for certificates of one host name",
              new Edit(
                  "accept.Admission",
                  "owner.equals(claimant)",
                  "!owner.key().app().value().isEmpty()"),
              new Killer(
                  "accept.AdmissionTest",
                  "a_host_name_of_another_environment_is_refused_and_the_environment_named")),
          new Mutant(
              "a region that is not known is refused",
              "nothing can be created while Fly's list of regions is down",
              new Edit(
                  "accept.Admission",
                  "if (known.filter(it -> !it.contains(region)).isPresent()) {",
                  "if (known.filter(it -> it.contains(region)).isEmpty()) {"),
              new Killer(
                  "accept.AdmissionTest", "while_the_regions_are_not_known_none_is_refused")));

  private PassMutants() {}
}
