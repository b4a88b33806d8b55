package io.runtimeservice.reconciler.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.look.Look.AppSight;
import io.runtimeservice.reconciler.plan.Observed;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How few calls a look costs, each counted. */
class LookoutTest {

  private static final String IMAGE = "registry.fly.io/checkout@sha256:" + "a".repeat(64);
  private static final Instant LATER = ManualTime.START.plusSeconds(3600);

  private static final Desired WANTED =
      Wanted.preview("{\"image\": \"%s\", \"sleep\": \"off\"}".formatted(IMAGE));
  private static final Desired DELETED = Wanted.desired("preview", "deleted", 2, "{}");
  private static final Desired PRODUCTION_DELETED =
      Wanted.desired("production", "deleted", 2, "{}");

  private static final Observed CONVERGED = Given.converged(WANTED);

  private static final List<Address> ADDRESSES =
      CONVERGED.record().applied().addresses().entrySet().stream()
          .map(it -> new Address(it.getKey(), it.getValue()))
          .toList();

  private final ManualTime time = new ManualTime();
  private final ScriptedFly fly = new ScriptedFly();
  private final Lookout lookout = new Lookout(fly, time, new Lookout.Whose("acme", "test"));

  LookoutTest() {
    fly.answers(MachineCall.ListAll.class, CONVERGED.machines());
    fly.answers(AddressCall.ListAll.class, ADDRESSES);
    fly.answers(SecretCall.ListAll.class, Map.of());
    fly.answers(CertificateCall.ListAll.class, List.of());
    fly.answers(
        AppCall.Get.class,
        new FlyApp(
            app(CONVERGED.record()),
            "acme",
            CONVERGED.record().naming().reserved().orElseThrow().network()));
    fly.asks(
        CertificateCall.Check.class, call -> Future.succeededFuture(certificate(call.hostname())));
  }

  private static Certificate certificate(String hostname) {
    return new Certificate(
        hostname, Certificate.State.PENDING_VALIDATION, Optional.empty(), List.of(), List.of());
  }

  private static FlyAppName app(RuntimeRecord record) {
    return record.naming().reserved().orElseThrow().name();
  }

  private static RuntimeRecord wholeLookDue(RuntimeRecord record, Instant at) {
    return record.withAgenda(record.agenda().withWholeLookDueAt(at));
  }

  private static RuntimeRecord known() {
    return wholeLookDue(CONVERGED.record(), LATER);
  }

  private static RuntimeRecord intending(RuntimeRecord record, Intent.Kind kind) {
    return record.withIntents(new TreeSet<>(List.of(new Intent(kind, "x"))));
  }

  private static RuntimeRecord pending(RuntimeRecord record, int certificates) {
    Applied applied = record.applied();
    for (int i = 0; i < certificates; i++) {
      applied =
          applied.withCertificate(
              "h" + i + ".example.com", new Applied.Certified(Optional.empty(), false, Given.NOW));
    }
    return record.withApplied(applied);
  }

  private static RuntimeRecord endsSoon(String hostname) {
    var certified =
        new Applied.Certified(Optional.empty(), true, Given.NOW, Optional.of(ManualTime.START));
    return wholeLookDue(
        CONVERGED
            .record()
            .withApplied(CONVERGED.record().applied().withCertificate(hostname, certified)),
        ManualTime.START);
  }

  @Test
  void of_a_certificate_that_should_have_been_renewed_a_whole_look_asks_when_it_ends() {
    fly.answers(CertificateCall.Get.class, certificate("a.example.com"));
    var look = look(WANTED, endsSoon("a.example.com"));
    assertThat(fly.actions()).contains("certificate_get").doesNotContain("certificate_check");
    assertThat(look.certificates()).containsExactly(certificate("a.example.com"));
    assertThat(look.whole()).isTrue();
  }

  @Test
  void a_certificate_of_which_nothing_can_be_heard_keeps_a_whole_look_from_nothing() {
    fly.fails(CertificateCall.Get.class, new Failure.Unavailable(Said.FLY));
    var look = look(WANTED, endsSoon("a.example.com"));
    assertThat(look.certificates()).isEmpty();
    assertThat(look.whole()).isTrue();
  }

  private Look look(Desired desired, RuntimeRecord record) {
    return Answers.of(lookout.look(desired, record));
  }

  @Test
  void what_is_proven_costs_one_list_of_machines() {
    var look = look(WANTED, known());
    assertThat(fly.actions()).containsExactly("machine_list");
    assertThat(fly.deadlines()).containsOnly(Lookout.READ_DEADLINE);
    assertThat(look.machines()).contains(CONVERGED.machines());
    assertThat(look.addresses()).isEmpty();
    assertThat(look.secretDigests()).isEmpty();
    assertThat(look.hostnames()).isEmpty();
    assertThat(look.whole()).isFalse();
  }

  @Test
  void when_it_is_due_everything_is_asked_for_once() {
    var record = wholeLookDue(CONVERGED.record(), ManualTime.START);
    var look = look(WANTED, record);
    assertThat(fly.actions())
        .containsExactlyInAnyOrder(
            "machine_list", "address_list", "secret_list", "certificate_list");
    assertThat(look.whole()).isTrue();
    assertThat(look.addresses()).isPresent();
    assertThat(look.secretDigests()).isPresent();
    assertThat(look.hostnames()).isPresent();
    fly.forget();
    look(WANTED, wholeLookDue(CONVERGED.record(), ManualTime.START.plusNanos(1)));
    assertThat(fly.actions()).containsExactly("machine_list");
  }

  @ParameterizedTest
  @CsvSource({
    "ADDRESS,     address_list",
    "SECRETS,     secret_list",
    "CERTIFICATE, certificate_list",
  })
  void what_may_be_under_way_is_asked_for_by_itself(Intent.Kind kind, String action) {
    var look = look(WANTED, intending(known(), kind));
    assertThat(fly.actions()).containsExactlyInAnyOrder("machine_list", action);
    assertThat(look.whole()).isFalse();
  }

  @Test
  void a_list_that_leaves_out_what_is_recorded_is_asked_for_once_more_and_then_believed() {
    var lists = new ArrayDeque<List<Address>>(List.of(List.of(), ADDRESSES));
    fly.asks(AddressCall.ListAll.class, _ -> Future.succeededFuture(lists.remove()));
    assertThat(look(WANTED, intending(known(), Intent.Kind.ADDRESS)).addresses())
        .contains(ADDRESSES);
    assertThat(fly.actions())
        .containsExactlyInAnyOrder("machine_list", "address_list", "address_list");

    fly.answers(AddressCall.ListAll.class, List.of());
    fly.forget();
    assertThat(look(WANTED, intending(known(), Intent.Kind.ADDRESS)).addresses())
        .contains(List.of());
    assertThat(fly.actions()).hasSize(3);
  }

  @Test
  void a_machine_that_may_be_under_way_costs_nothing_more() {
    look(WANTED, intending(known(), Intent.Kind.MACHINE));
    assertThat(fly.actions()).containsExactly("machine_list");
  }

  @Test
  void certificates_that_are_not_active_are_looked_at_so_many_at_a_time() {
    look(WANTED, pending(known(), 2));
    assertThat(fly.actions())
        .containsExactlyInAnyOrder("machine_list", "certificate_check", "certificate_check");
    fly.forget();
    look(WANTED, pending(known(), Questions.PENDING_MAX));
    assertThat(fly.actions()).hasSize(1 + Questions.PENDING_MAX);
  }

  /** Whether the others have become active must not wait for the first to do so. */
  @Test
  void of_more_certificates_the_list_says_which_are_active() {
    fly.answers(
        CertificateCall.ListAll.class,
        pending(known(), Questions.PENDING_MAX + 1).applied().certificates().keySet().stream()
            .map(LookoutTest::certificate)
            .toList());
    var look = look(WANTED, pending(known(), Questions.PENDING_MAX + 1));
    assertThat(look.hostnames()).isPresent();
    assertThat(look.certificates()).hasSize(Questions.PENDING_MAX);
    assertThat(fly.actions()).hasSize(2 + Questions.PENDING_MAX).contains("certificate_list");
  }

  /** Its absence is believed when all are listed, and it is not among them. */
  @Test
  void a_certificate_that_is_not_there_makes_all_be_listed() {
    fly.fails(CertificateCall.Check.class, new Failure.Absent(Said.FLY));
    fly.answers(CertificateCall.ListAll.class, List.of(certificate("h1.example.com")));
    var look = look(WANTED, pending(known(), 2));
    assertThat(look.hostnames())
        .contains(Map.of("h1.example.com", Certificate.State.PENDING_VALIDATION));
  }

  @Test
  void a_certificate_that_cannot_be_looked_at_holds_up_nothing_else() {
    fly.fails(CertificateCall.Check.class, new Failure.Unavailable(Said.FLY));
    var look = look(WANTED, pending(known(), 2));
    assertThat(look.machines()).contains(CONVERGED.machines());
    assertThat(look.certificates()).isEmpty();
    assertThat(look.hostnames()).isEmpty();
  }

  @Test
  void before_a_name_is_reserved_there_is_nothing_to_ask_for() {
    assertThat(look(WANTED, RuntimeRecord.none(Wanted.KEY))).isEqualTo(Look.NONE);
    assertThat(fly.calls()).isEmpty();
  }

  @Test
  void before_its_app_is_created_there_is_nothing_to_ask_for() {
    assertThat(look(WANTED, Given.nothing(WANTED).record())).isEqualTo(Look.NONE);
    assertThat(fly.calls()).isEmpty();
  }

  @Test
  void an_app_that_may_have_been_created_is_asked_for_and_then_all_that_it_has() {
    var record = intending(Given.nothing(WANTED).record(), Intent.Kind.APP);
    fly.answers(MachineCall.ListAll.class, List.of());
    var look = look(WANTED, record);
    assertThat(fly.actions().getFirst()).isEqualTo("app_get");
    assertThat(fly.actions())
        .containsExactlyInAnyOrder(
            "app_get", "machine_list", "address_list", "secret_list", "certificate_list");
    assertThat(look.app()).isEqualTo(AppSight.PRESENT);
    assertThat(look.whole()).isTrue();
  }

  @Test
  void an_app_that_was_not_created_or_is_a_stranger_s_costs_one_call() {
    var record = intending(Given.nothing(WANTED).record(), Intent.Kind.APP);
    fly.fails(AppCall.Get.class, new Failure.Absent(Said.FLY));
    assertThat(look(WANTED, record)).isEqualTo(Look.of(AppSight.ABSENT));
    fly.fails(AppCall.Get.class, new Failure.Forbidden(Said.FLY));
    assertThat(look(WANTED, record)).isEqualTo(Look.of(AppSight.FOREIGN));
    assertThat(fly.actions()).containsExactly("app_get", "app_get");
  }

  @Test
  void to_delete_a_preview_nothing_has_to_be_looked_at() {
    assertThat(look(DELETED, known())).isEqualTo(Look.NONE);
    assertThat(look(DELETED, Given.nothing(DELETED).record())).isEqualTo(Look.NONE);
    assertThat(fly.calls()).isEmpty();
  }

  @Test
  void to_delete_what_may_have_been_created_it_is_asked_for() {
    var record = intending(Given.nothing(DELETED).record(), Intent.Kind.APP);
    assertThat(look(DELETED, record)).isEqualTo(Look.of(AppSight.PRESENT));
    fly.answers(AppCall.Get.class, new FlyApp(app(record), "acme", "default"));
    assertThat(look(DELETED, record)).isEqualTo(Look.of(AppSight.NOT_OURS));
    assertThat(fly.actions()).containsExactly("app_get", "app_get");
  }

  @Test
  void production_is_stopped_first_and_so_its_machines_are_looked_at() {
    fly.answers(
        MachineCall.ListAll.class,
        Altered.machines(CONVERGED, it -> it.withState(MachineState.STOPPED)).machines());
    look(PRODUCTION_DELETED, known());
    assertThat(fly.actions()).containsExactly("machine_list");
    fly.forget();
    look(PRODUCTION_DELETED, Given.nothing(WANTED).record());
    assertThat(fly.actions()).isEmpty();
  }

  @Test
  void an_accepted_deletion_is_confirmed_by_one_call_about_the_closed_name() {
    var name = app(known());
    var closing =
        known()
            .withNaming(known().naming().close(Given.NOW))
            .withClosing(Optional.of(Closing.of(name, Given.NOW, Optional.empty())));
    for (Desired desired : List.of(DELETED, PRODUCTION_DELETED)) {
      assertThat(look(desired, closing)).isEqualTo(Look.of(AppSight.PRESENT));
    }
    assertThat(fly.calls())
        .isEqualTo(List.<FlyCall<?>>of(new AppCall.Get(name), new AppCall.Get(name)));
  }

  @Test
  void many_machines_cost_no_more_than_one() {
    var many = Wanted.preview("{\"image\": \"%s\", \"machines\": 20}".formatted(IMAGE));
    var observed = Given.converged(many);
    fly.answers(MachineCall.ListAll.class, observed.machines());
    look(many, wholeLookDue(observed.record(), LATER));
    assertThat(fly.actions()).containsExactly("machine_list");
  }
}
