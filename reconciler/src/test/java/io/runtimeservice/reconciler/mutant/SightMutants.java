package io.runtimeservice.reconciler.mutant;

import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.util.List;

/** Faults in what is believed to be there: looking, and keeping the books. */
final class SightMutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "an address that was cut off is forgotten",
              "an address that is assigned late stays, and is paid for",
              new Edit(
                  "look.Bookkeeper",
                  "record.applied().withAsked(new Asked(types, hostnames))",
                  "record.applied()"),
              new Killer(
                  "universe.ForgottenTest",
                  "anAddressThatIsAssignedWhenItIsNoLongerWantedIsReleased")),
          new Mutant(
              "a list that leaves something out is believed at once",
              "one short answer makes secrets be written and machines be replaced",
              new Edit("look.Lookout", "isInDoubt.test(first) ? ask(call)", "false ? ask(call)"),
              new Killer("universe.ForgottenTest", "aListOfSecretsThatIsShortOnceCostsNothing")),
          new Mutant(
              "a secret is repaired, and machines are not",
              "a machine that was started while a secret was unset runs on without it",
              new Edit(
                  "look.Sightings",
                  "applied.withSecretsToRepair(kept)",
                  "applied.withSecrets(applied.secretsVersion(), kept)"),
              new Killer(
                  "universe.ForgottenTest", "aMachineThatWasMadeWhileASecretWasUnsetGetsIt")),
          new Mutant(
              "an empty list is believed",
              "a list that lags makes every machine be made a second time",
              new Edit(
                  "look.Lookout",
                  "if (suspects.isEmpty()) {",
                  "if (suspects.isEmpty() || listed.isEmpty()) {"),
              new Killer(
                  "look.LookoutDoubtTest",
                  "an_empty_list_where_machines_are_recorded_is_confirmed_by_id")),
          new Mutant(
              "an error is treated as empty",
              "a machine that cannot be asked for is made a second time",
              new Edit(
                  "look.Lookout",
                  "FailureException.of(thrown) instanceof Failure.Absent\n"
                      + "                ? Future.succeededFuture(Optional.empty())",
                  "FailureException.of(thrown) instanceof Failure\n"
                      + "                ? Future.succeededFuture(Optional.empty())"),
              new Killer(
                  "look.LookoutDoubtTest",
                  "a_machine_that_cannot_be_asked_for_is_not_known_to_be_missing")),
          new Mutant(
              "a missing part of a look is believed",
              "\"not found\" of machines makes an app be taken for gone that is there",
              new Edit(
                  "look.Lookout",
                  "case PRESENT, NOT_ASKED -> Future.failedFuture(unreliable());",
                  "case PRESENT, NOT_ASKED -> Future.succeededFuture(Look.of(AppSight.ABSENT));"),
              new Killer(
                  "look.LookoutDoubtTest", "not_found_of_an_app_that_is_there_is_not_believed")),
          new Mutant(
              "an app of our organisation is ours",
              "an app is taken over, and in the end deleted, that somebody else has made",
              new Edit("look.Lookout", "&& app.network().equals(reserved.network()));", ");"),
              new Killer(
                  "look.LookoutDoubtTest",
                  "an_app_of_the_name_that_is_not_the_recorded_one_is_neither_adopted_nor_taken_for_gone")),
          new Mutant(
              "a machine of another installation is ours",
              "two installations destroy each other's machines",
              new Edit("plan.Ownership", "installation.equals(metadata.get(INSTALLATION))", "true"),
              new Killer(
                  "plan.OwnershipTest",
                  "a_machine_with_another_s_mark_is_not_ours_though_the_others_are_right")),
          new Mutant(
              "a new row is not doubted",
              "what a list shows of a machine that is just being destroyed is adopted",
              new Edit(
                  "look.Suspicion",
                  "listed.stream().filter(this::isUnknownAndOurs)"
                      + ".map(Machine::id).forEach(suspects::add);",
                  ""),
              new Killer(
                  "look.LookoutDoubtTest",
                  "a_machine_that_is_not_recorded_and_carries_our_mark_is_confirmed_by_id")),
          new Mutant(
              "absence counts at first sighting",
              "a deletion counts as confirmed by one answer that may be behind",
              new Edit("look.Bookkeeper", "if (closing.goneAt().isEmpty()) {", "if (false) {"),
              new Killer(
                  "look.BookkeeperTest", "a_deletion_is_confirmed_by_two_sightings_so_far_apart")),
          new Mutant(
              "an intent is closed that nobody has looked into",
              "an address whose assignment's answer was lost is never found",
              new Edit(
                  "look.Bookkeeper",
                  "case ADDRESS -> look.addresses().isPresent();",
                  "case ADDRESS -> true;"),
              new Killer("look.BookkeeperTest", "what_was_looked_at_is_under_way_no_more")),
          new Mutant(
              "a whole look is never due",
              "what somebody has changed by hand is never seen",
              new Edit(
                  "look.Questions",
                  "filter(due -> !now.isBefore(due)).isPresent()",
                  "filter(due -> now.equals(Instant.MIN)).isPresent()"),
              new Killer(
                  "look.QuestionsTest",
                  "machines_are_always_asked_for_and_everything_when_it_is_due")),
          new Mutant(
              "production drains from each look anew",
              "its grace period never ends",
              new Edit(
                  "look.Bookkeeper",
                  "record.agenda().drainingSince().or(() -> Optional.of(now))",
                  "Optional.of(now)"),
              new Killer(
                  "look.BookkeeperTest",
                  "production_drains_from_the_first_look_on_until_it_is_wished_back")),
          new Mutant(
              "a deletion looks at no app that may be there",
              "an app whose creation was cut off is left behind",
              new Edit(
                  "look.Questions", "opens && !made && isOpen(record, Intent.Kind.APP)", "false"),
              new Killer(
                  "look.LookoutTest", "to_delete_what_may_have_been_created_it_is_asked_for")),
          new Mutant(
              "a machine that is gone keeps its slot",
              "a destroyed machine is never made again",
              new Edit(
                  "look.Sightings",
                  "it.id().equals(recorded.id()) && !it.state().isGone()",
                  "it.id().equals(recorded.id())"),
              new Killer("look.SightingsTest", "a_machine_that_is_gone_is_in_no_slot")),
          new Mutant(
              "machines are compared by name",
              "a second machine of the name is taken for the one that is recorded",
              new Edit(
                  "plan.Observed",
                  ".flatMap(it -> machine(it.id()));",
                  ".flatMap(_ -> machines.stream().filter(m -> m.name().equals(slot.machineName())).findFirst());"),
              new Killer(
                  "plan.MachineTurnTest",
                  "of_two_of_one_name_the_recorded_one_is_kept_wherever_it_is_listed")),
          new Mutant(
              "what a tag means is not kept",
              "machines of one generation run different images",
              new Edit(
                  "look.Sightings",
                  "if (image.isEmpty() || record.image().isPresent()) {",
                  "if (true) {"),
              new Killer(
                  "universe.IdentityTest",
                  "aTagMeansTheSameForEveryMachineOfAGenerationAlsoWhenAnAnswerWasLost")),
          new Mutant(
              "every date of a certificate is asked for again",
              "each whole look costs a call for each certificate, for nothing",
              new Edit(
                  "look.Questions",
                  "certified.custom().isEmpty() && end.isBefore(renewed)",
                  "certified.custom().isEmpty()"),
              new Killer(
                  "universe.CertificateEndTest", "what_is_issued_for_90_days_does_not_end_soon")),
          new Mutant(
              "a date that is known is never asked for again",
              "a certificate that was renewed in time is told of as one that ends",
              new Edit(
                  "look.Questions",
                  "certified.custom().isEmpty() && end.isBefore(renewed)",
                  "false"),
              new Killer(
                  "universe.CertificateEndTest", "what_ends_soon_is_counted_until_it_is_renewed")));

  private SightMutants() {}
}
