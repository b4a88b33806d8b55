package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults in how everything is looked at, and in what is concluded from it. */
final class SweepMutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "the sweep reads one page",
              "a lost mark is never made good beyond the first page of the table",
              new Edit("sweep.FullSweep", "if (page.next().isPresent()) {", "if (false) {"),
              new Killer("sweep.SweepTest", "every_page_of_the_table_is_read")),
          new Mutant(
              "half a table is believed",
              "environments that could not be read are taken for none",
              new Edit(
                  "sweep.FullSweep",
                  "return Future.all(segments)\n        .compose(_ -> {",
                  "return Future.join(segments)\n        .otherwiseEmpty()\n        .compose(_ -> {"),
              new Killer("sweep.SweepTest", "half_a_table_is_not_believed")),
          new Mutant(
              "a tick that failed is the last one",
              "after one error of the table nobody sweeps any more",
              new Edit("sweep.Sweep", ".onComplete(_ -> again())", ".onSuccess(_ -> again())"),
              new Killer(
                  "sweep.SweepTest", "a_replica_that_cannot_read_the_sweep_record_tries_again")),
          new Mutant(
              "a sweep that failed is the last one",
              "lost marks stay lost after one error of Fly",
              new Edit(
                  "sweep.Sweep",
                  "          sweeping = false;\n          var retry",
                  "          sweeping = ended.failed();\n          var retry"),
              new Killer("sweep.SweepTest", "a_sweep_that_fails_is_made_again_soon")),
          new Mutant(
              "everything is marked",
              "each sweep costs a look at every environment",
              new Edit("sweep.FullSweep", "if (!standing.atRest()) {", "if (true) {"),
              new Killer("sweep.SweepTest", "what_is_at_rest_is_left_alone")),
          new Mutant(
              "suspects are not read again",
              "what another replica has just changed is taken for drift",
              new Edit(
                  "sweep.FullSweep",
                  "now -> now.difference(row, installation)",
                  "_ -> it.difference(row, installation)"),
              new Killer("sweep.SweepTest", "what_another_replica_has_just_changed_is_no_drift")),
          new Mutant(
              "an empty list is believed by the sweep",
              "a list of nothing makes every machine be taken for gone",
              new Edit(
                  "sweep.Trust",
                  "return shown == 0 ? EMPTY : SHRUNK;",
                  "return shown == 0 ? BELIEVED : SHRUNK;"),
              new Killer(
                  "sweep.SweepTest", "nothing_is_concluded_from_a_list_of_machines_that_is_empty")),
          new Mutant(
              "a list that has shrunk is believed",
              "half a list makes the other half be taken for gone",
              new Edit(
                  "sweep.Trust",
                  "return shown == 0 ? EMPTY : SHRUNK;",
                  "return shown == 0 ? EMPTY : BELIEVED;"),
              new Killer(
                  "sweep.SweepTest",
                  "nothing_is_concluded_from_a_list_of_machines_that_has_shrunk")),
          new Mutant(
              "a region that is left out is believed",
              "an outage of a region makes its machines be taken for gone",
              new Edit("sweep.FullSweep", "if (!fleet.errorRegions().isEmpty()) {", "if (false) {"),
              new Killer(
                  "sweep.SweepTest",
                  "nothing_is_concluded_from_a_list_of_machines_that_leaves_a_region_out")),
          new Mutant(
              "a table that has shrunk is believed",
              "apps of environments that were not read are taken for orphans",
              new Edit("sweep.FullSweep", "roll.size(), expected);", "roll.size(), 0);"),
              new Killer(
                  "sweep.SweepTest",
                  "nothing_is_concluded_from_a_table_that_has_shrunk_or_is_empty")),
          new Mutant(
              "a list that is behind is taken for drift",
              "what the service itself has just changed is repaired",
              new Edit("sweep.Standing", "if (order < 0) {", "if (false) {"),
              new Killer("sweep.StandingTest", "a_list_that_is_behind_says_nothing")),
          new Mutant(
              "another one's machine is one too many",
              "a machine that a person has put into an app makes it drift for ever",
              new Edit(
                  "sweep.Standing",
                  "keyOf(row.metadata(), installation).filter(key::equals).isPresent();\n    return ours",
                  "true;\n    return ours"),
              new Killer(
                  "sweep.StandingTest",
                  "a_machine_in_our_app_that_is_not_ours_is_nobody_s_business")),
          new Mutant(
              "a lease that is held rests",
              "what a pass is just changing is taken for drift",
              new Edit("sweep.Standing", " && free", ""),
              new Killer("sweep.StandingTest", "one_whose_lease_is_held_is_not_at_rest")),
          new Mutant(
              "the sweep's lease is taken at first sight",
              "two replicas sweep at once",
              new Edit(
                  "sweep.SweepLease",
                  "return time.nanos() - seenAtNanos >= duration.toNanos();",
                  "return true;"),
              new Killer("sweep.SweepLeaseTest", "one_of_two_has_it")),
          new Mutant(
              "that the sweep's lease is kept is not seen",
              "a replica that sweeps loses its lease though it keeps it",
              new Edit(
                  "sweep.SweepLease",
                  "seenVersion.filter(it -> it == record.version()).isEmpty()",
                  "seenVersion.isEmpty()"),
              new Killer(
                  "sweep.SweepLeaseTest", "whoever_writes_keeps_it_for_as_long_as_it_likes")),
          new Mutant(
              "a refused write keeps the sweep's lease",
              "a replica goes on to sweep when another one does",
              new Edit(
                  "sweep.SweepLease",
                  "write == Write.WRITTEN ? Optional.of(next) : Optional.<SweepRecord>empty()",
                  "Optional.of(next)"),
              new Killer(
                  "sweep.SweepLeaseTest",
                  "whoever_has_lost_it_learns_so_with_its_next_write_and_writes_nothing")),
          new Mutant(
              "a sweep that lost its lease is told of",
              "two replicas say how much there is, and one of them has not looked since",
              new Edit(
                  "sweep.Sweep", "if (!leads) {\n      return;", "if (false) {\n      return;"),
              new Killer(
                  "sweep.SweepTest",
                  "a_sweep_that_ends_when_another_replica_leads_is_not_told_of")),
          new Mutant(
              "the feed moves past a region that was left out",
              "what was changed there is not seen before the next sweep",
              new Edit("sweep.Feed", "if (progress.whole()) {", "if (true) {"),
              new Killer(
                  "sweep.FeedTest", "the_window_does_not_move_past_a_poll_that_left_a_region_out")),
          new Mutant(
              "the feed forgets the overlap",
              "what the list shows late is never seen",
              new Edit("sweep.Feed", "isSettled(known) ? known : known.minus(OVERLAP)", "known"),
              new Killer("sweep.FeedTest", "the_window_begins_a_minute_before_the_newest_change")),
          new Mutant(
              "the feed judges again what it has judged",
              "a change is reported with every poll for a minute",
              new Edit(
                  "sweep.Feed", "if (news.equals(judged.get(row.id().value()))) {", "if (false) {"),
              new Killer("sweep.FeedTest", "what_is_shown_again_unchanged_is_judged_once")),
          new Mutant(
              "a poll that failed counts",
              "what it would have shown is never asked for again",
              new Edit(
                  "sweep.Feed",
                  ".compose(progress -> suspects.clear(roll::put, found).map(progress))\n        .onSuccess(this::advance)",
                  ".onSuccess(this::advance)\n        .compose(progress -> suspects.clear(roll::put, found).map(progress))"),
              new Killer("sweep.FeedTest", "a_poll_that_fails_asks_for_the_same_again")),
          new Mutant(
              "an orphan is one at first sighting",
              "an app is deleted that is just being made",
              new Edit("sweep.Rounds", "(mayGo && orphan.isConfirmed())", "mayGo"),
              new Killer(
                  "sweep.RoundsTest",
                  "an_orphan_that_was_seen_once_may_be_an_app_that_is_just_being_made")),
          new Mutant(
              "any number of orphans goes",
              "a wrong table makes every app be deleted",
              new Edit("sweep.Rounds", " && now.size() <= report.owned()", ""),
              new Killer(
                  "sweep.RoundsTest",
                  "where_there_are_more_orphans_than_apps_that_are_somebody_s_none_goes")),
          new Mutant(
              "all looks are made at once",
              "each sweep is followed by a burst of calls",
              new Edit("sweep.Rounds", "spread(standing));", "Duration.ZERO);"),
              new Killer(
                  "sweep.RoundsTest", "looks_are_spread_over_the_time_until_the_next_sweep")),
          new Mutant(
              "orphans are forgotten by a sweep in doubt",
              "while a region is out no orphan is ever confirmed",
              new Edit(
                  "sweep.Sweep", "            : record.orphans();", "            : List.of();"),
              new Killer(
                  "sweep.SweepTest",
                  "orphans_are_remembered_by_the_sweep_record_from_sweep_to_sweep")),
          new Mutant(
              "what a live environment reserves is an orphan",
              "an app under a name that was given up and taken again is deleted",
              new Edit("sweep.FullSweep", "if (roll.of(app.name()).isEmpty()) {", "if (true) {"),
              new Killer(
                  "sweep.SweepTest",
                  "an_app_that_a_live_environment_reserves_is_no_orphan_whatever_else_names_it")),
          new Mutant(
              "records that have changed are taken for what they were",
              "what is wanted anew is not seen by any sweep",
              new Edit("sweep.Roll", "return print.equals(now) && expiresAt", "return expiresAt"),
              new Killer(
                  "sweep.RollAgainTest", "any_change_of_what_a_standing_is_made_of_is_seen")),
          new Mutant(
              "what a clock said that has gone back is kept",
              "a preview whose time is not over is looked at with every sweep",
              new Edit("sweep.Roll", "isOver ? Print.NONE : print", "print"),
              new Killer(
                  "sweep.RollAgainTest", "what_a_clock_said_that_has_gone_back_is_not_kept")),
          new Mutant(
              "a turn does not end",
              "a mark waits until a sweep has worked through everything",
              new Edit(
                  "sweep.Turns",
                  "return resting || left <= 0 || time.nanos() - endsNanos >= 0;",
                  "return resting;"),
              new Killer("sweep.TurnsTest", "many_are_done_in_order_so_many_in_a_turn")));

  private SweepMutants() {}
}
