package io.runtimeservice.reconciler.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.HostClaims.Holder;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.status.Trouble;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.runtimeservice.simulator.table.TableCall;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final String SHOP = "shop.example.com";
  private static final EnvironmentKey OTHER = EnvironmentKey.of("checkout", "pr-2");
  private static final Holder US = new Holder(Wanted.KEY, 1);
  private static final Holder THEM = new Holder(OTHER, 1);

  private static final Desired WANTED =
      Wanted.preview("{\"certificates\": [{\"hostname\": \"%s\"}]}".formatted(SHOP));

  private final InMemoryTable table = new InMemoryTable();
  private final ScriptedFly fly =
      new ScriptedFly().answers(FleetCall.Regions.class, Set.of("iad", "fra"));
  private final PreviewLimit limit =
      new PreviewLimit(table.environmentStore(), table.runtimeStore());
  private final Admission admission =
      new Admission(
          table.environmentStore(), table.hostClaims(), new Regions(fly, new ManualTime()), limit);

  AdmissionTest() {
    table.putApp(new AppId("checkout"), Wanted.tree(Wanted.APP));
  }

  private Optional<Trouble> admit(Desired desired) {
    return Answers.of(
        admission.admit(desired, Given.nothing(desired).record(), Moment.agreed(Given.NOW)));
  }

  private Optional<Reason> reason(Desired desired) {
    return admit(desired).map(Trouble::reason);
  }

  /** Somebody else has claimed the host name, and this is what their record says by now. */
  private void claimedByThem(String wish, String spec) {
    Answers.of(table.hostClaims().claim(SHOP, THEM));
    table.putEnvironment(
        OTHER,
        Wanted.tree(
            """
            {"environmentId": "pr-2", "type": "preview", "branch": "b", "generation": 1,
             "desired": "%s", "spec": %s}
            """
                .formatted(wish, spec)));
  }

  private static String naming(String hostname) {
    return "{\"certificates\": [{\"hostname\": \"%s\"}]}".formatted(hostname);
  }

  @Test
  void regions_that_fly_has_are_admitted_and_others_named_with_those_there_are() {
    assertThat(admit(Wanted.preview("{\"regions\": [\"iad\", \"fra\"]}"))).isEmpty();
    var refused = admit(Wanted.preview("{\"regions\": [\"iad\", \"xyz\"]}")).orElseThrow();
    assertThat(refused.reason()).isEqualTo(Reason.SPEC_INVALID);
    assertThat(refused.message()).contains("spec.regions[1]: expected one of fra, iad");
  }

  @Test
  void while_the_regions_are_not_known_none_is_refused() {
    fly.fails(FleetCall.Regions.class, new Failure.Unavailable(Said.FLY));
    assertThat(admit(Wanted.preview("{\"regions\": [\"xyz\"]}"))).isEmpty();
  }

  @Test
  void a_wrong_region_costs_nobody_a_host_name() {
    var wrong = Wanted.preview(naming(SHOP).replace("{\"cert", "{\"regions\": [\"xyz\"], \"cert"));
    assertThat(reason(wrong)).contains(Reason.SPEC_INVALID);
    assertThat(table.holder(SHOP)).isEmpty();
  }

  @Test
  void what_is_to_be_deleted_is_admitted_whatever_it_names_and_claims_nothing() {
    claimedByThem("running", naming(SHOP));
    var deleted =
        Wanted.desired(
            "preview",
            "deleted",
            2,
            naming(SHOP).replace("{\"cert", "{\"regions\": [\"xyz\"], \"cert"));
    assertThat(admit(deleted)).isEmpty();
    assertThat(table.holder(SHOP)).contains(THEM);
    assertThat(fly.calls()).isEmpty();
  }

  @Test
  void a_host_name_is_claimed_before_anything_is_done_about_it() {
    assertThat(admit(WANTED)).isEmpty();
    assertThat(table.holder(SHOP)).contains(US);
    assertThat(admit(WANTED)).as("and again").isEmpty();
  }

  @Test
  void a_certificate_that_was_asked_for_is_claimed_already() {
    var record = Given.converged(WANTED).record();
    assertThat(Answers.of(admission.admit(WANTED, record, Moment.agreed(Given.NOW)))).isEmpty();
    assertThat(table.counts().of(TableCall.CLAIM)).isZero();
  }

  @Test
  void a_host_name_of_another_environment_is_refused_and_the_environment_named() {
    claimedByThem("running", naming(SHOP));
    var refused = admit(WANTED).orElseThrow();
    assertThat(refused.reason()).isEqualTo(Reason.DOMAIN_CONFLICT);
    assertThat(refused.message()).contains(SHOP, "checkout/pr-2");
    assertThat(table.holder(SHOP)).contains(THEM);
  }

  @Test
  void one_that_its_holder_no_longer_names_is_taken_over() {
    claimedByThem("running", naming("other.example.com"));
    assertThat(admit(WANTED)).isEmpty();
    assertThat(table.holder(SHOP)).contains(US);
  }

  @Test
  void so_is_one_whose_holder_is_to_be_deleted_or_is_not_there() {
    claimedByThem("deleted", naming(SHOP));
    assertThat(admit(WANTED)).isEmpty();
    assertThat(table.holder(SHOP)).contains(US);

    table.hostClaims().takeOver(SHOP, US, THEM);
    table.removeEnvironment(OTHER);
    assertThat(admit(WANTED)).isEmpty();
    assertThat(table.holder(SHOP)).contains(US);
  }

  @Test
  void a_holder_that_is_only_stopped_or_whose_record_has_a_typo_keeps_it() {
    claimedByThem("stopped", naming(SHOP));
    assertThat(reason(WANTED)).contains(Reason.DOMAIN_CONFLICT);
    claimedByThem("running", "{\"colour\": \"blue\"}");
    assertThat(reason(WANTED)).contains(Reason.DOMAIN_CONFLICT);
    assertThat(table.holder(SHOP)).contains(THEM);
  }

  @Test
  void one_of_an_earlier_incarnation_of_ours_is_ours() {
    Answers.of(table.hostClaims().claim(SHOP, US));
    RuntimeRecord record = Given.nothing(WANTED).record();
    var next = record.withNaming(record.naming().close(Given.NOW));
    assertThat(Answers.of(admission.admit(WANTED, next, Moment.agreed(Given.NOW)))).isEmpty();
    assertThat(table.holder(SHOP)).contains(new Holder(Wanted.KEY, 2));
  }

  @Test
  void one_of_several_that_cannot_be_had_is_enough() {
    claimedByThem("running", naming(SHOP));
    var both =
        Wanted.preview(
            "{\"certificates\": [{\"hostname\": \"a.example.com\"}, {\"hostname\": \"%s\"}]}"
                .formatted(SHOP));
    assertThat(reason(both)).contains(Reason.DOMAIN_CONFLICT);
  }

  @Test
  void a_claim_is_given_up_by_the_incarnation_that_holds_it_and_by_no_other() {
    Answers.of(table.hostClaims().claim(SHOP, US));
    Answers.of(admission.release(Wanted.KEY, 2, List.of(SHOP)));
    Answers.of(admission.release(OTHER, 1, List.of(SHOP)));
    assertThat(table.holder(SHOP)).contains(US);
    Answers.of(admission.release(Wanted.KEY, 1, List.of(SHOP, "never.example.com")));
    assertThat(table.holder(SHOP)).isEmpty();
  }

  @Test
  void a_table_that_cannot_be_read_admits_nobody() {
    claimedByThem("running", naming("other.example.com"));
    var blind =
        new Admission(
            new BlindStore(), table.hostClaims(), new Regions(fly, new ManualTime()), limit);
    assertThat(
            Answers.failure(
                blind.admit(WANTED, Given.nothing(WANTED).record(), Moment.agreed(Given.NOW))))
        .isInstanceOf(Failure.Unavailable.class);
    assertThat(table.holder(SHOP)).contains(THEM);
  }
}
