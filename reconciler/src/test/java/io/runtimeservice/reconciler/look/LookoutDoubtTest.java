package io.runtimeservice.reconciler.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.record.Applied;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An error, an empty list or a missing row is never taken for absence. */
class LookoutDoubtTest {

  private static final Desired WANTED =
      Wanted.preview(
          "{\"image\": \"registry.fly.io/checkout@sha256:%s\", \"sleep\": \"off\", \"machines\": 2}"
              .formatted("a".repeat(64)));

  private static final Observed CONVERGED = Given.converged(WANTED);
  private static final Machine FIRST = CONVERGED.machines().getFirst();
  private static final Machine SECOND = CONVERGED.machines().getLast();

  private final ScriptedFly fly =
      new ScriptedFly()
          .answers(MachineCall.ListAll.class, CONVERGED.machines())
          .asks(MachineCall.Get.class, LookoutDoubtTest::byId)
          .answers(AddressCall.ListAll.class, List.of())
          .answers(SecretCall.ListAll.class, Map.of())
          .answers(CertificateCall.ListAll.class, List.of())
          .answers(AppCall.Get.class, new FlyApp(app(), "acme", network()));

  private final Lookout lookout =
      new Lookout(fly, new ManualTime(), new Lookout.Whose("acme", "test"));

  private static FlyAppName app() {
    return CONVERGED.record().naming().reserved().orElseThrow().name();
  }

  private static String network() {
    return CONVERGED.record().naming().reserved().orElseThrow().network();
  }

  private static Future<Machine> byId(MachineCall.Get call) {
    return Future.succeededFuture(call.machine().equals(FIRST.id()) ? FIRST : SECOND);
  }

  private Future<Look> look(RuntimeRecord record) {
    return lookout.look(WANTED, record);
  }

  private List<Machine> machines() {
    return Answers.of(look(CONVERGED.record())).machines().orElseThrow();
  }

  /** What goes wrong without saying anything about whether something is there. */
  static Stream<Failure> failures() {
    return Stream.of(
        new Failure.Unavailable(Said.FLY),
        new Failure.Throttled(Optional.empty(), Said.FLY),
        new Failure.Unauthenticated(Said.FLY),
        new Failure.Forbidden(Said.FLY),
        new Failure.Rejected(Said.FLY),
        new Failure.Internal(Said.FLY));
  }

  @Test
  void an_empty_list_where_machines_are_recorded_is_confirmed_by_id() {
    fly.answers(MachineCall.ListAll.class, List.of());
    assertThat(machines()).containsExactlyInAnyOrder(FIRST, SECOND);
    assertThat(fly.actions()).containsExactly("machine_list", "machine_get", "machine_get");
  }

  @Test
  void a_machine_is_missing_when_it_is_not_found_by_its_id_either() {
    fly.answers(MachineCall.ListAll.class, List.of(FIRST));
    fly.fails(MachineCall.Get.class, new Failure.Absent(Said.FLY));
    assertThat(machines()).containsExactly(FIRST);
    assertThat(fly.calls().getLast()).isEqualTo(new MachineCall.Get(app(), SECOND.id()));
    assertThat(fly.actions()).containsExactly("machine_list", "machine_get");
  }

  @Test
  void a_row_in_another_version_or_state_is_confirmed_by_id_and_the_host_is_believed() {
    fly.answers(
        MachineCall.ListAll.class,
        List.of(Altered.version(FIRST, "v0"), SECOND.withState(MachineState.STOPPED)));
    assertThat(machines()).containsExactlyInAnyOrder(FIRST, SECOND);
    assertThat(fly.actions()).containsExactly("machine_list", "machine_get", "machine_get");
  }

  @Test
  void a_machine_that_is_not_recorded_and_carries_our_mark_is_confirmed_by_id() {
    var late = Altered.id(FIRST, "3d8d413b29d089");
    fly.answers(MachineCall.ListAll.class, List.of(FIRST, SECOND, late));
    fly.fails(MachineCall.Get.class, new Failure.Absent(Said.FLY));
    assertThat(machines()).containsExactlyInAnyOrder(FIRST, SECOND);
    assertThat(fly.actions()).containsExactly("machine_list", "machine_get");
  }

  @Test
  void a_machine_of_nobody_s_is_taken_as_the_list_has_it() {
    var stranger =
        Altered.metadata(Altered.id(FIRST, "3d8d413b29d089"), "runtime_installation", "other");
    fly.answers(MachineCall.ListAll.class, List.of(FIRST, SECOND, stranger));
    assertThat(machines()).containsExactlyInAnyOrder(FIRST, SECOND, stranger);
    assertThat(fly.actions()).containsExactly("machine_list");
  }

  @ParameterizedTest
  @CsvSource({"acme, default", "others, env"})
  void an_app_of_the_name_that_is_not_the_recorded_one_is_neither_adopted_nor_taken_for_gone(
      String organisation, String network) {
    fly.fails(MachineCall.ListAll.class, new Failure.Absent(Said.FLY))
        .answers(
            AppCall.Get.class,
            new FlyApp(app(), organisation, network.equals("env") ? network() : network));
    assertThat(Answers.failure(look(CONVERGED.record()))).isInstanceOf(Failure.NotOurs.class);
    var intending =
        Given.nothing(WANTED)
            .record()
            .withIntents(new TreeSet<>(Set.of(new Intent(Intent.Kind.APP, app().value()))));
    assertThat(Answers.failure(look(intending))).isInstanceOf(Failure.NotOurs.class);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_list_that_fails_shows_nothing(Failure failure) {
    fly.fails(MachineCall.ListAll.class, failure);
    assertThat(Answers.failure(look(CONVERGED.record()))).isEqualTo(failure);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_machine_that_cannot_be_asked_for_is_not_known_to_be_missing(Failure failure) {
    fly.answers(MachineCall.ListAll.class, List.of(FIRST));
    fly.fails(MachineCall.Get.class, failure);
    assertThat(Answers.failure(look(CONVERGED.record()))).isEqualTo(failure);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_whole_look_of_which_a_part_fails_shows_nothing(Failure failure) {
    var due =
        CONVERGED
            .record()
            .withAgenda(CONVERGED.record().agenda().withWholeLookDueAt(ManualTime.START));
    fly.fails(AddressCall.ListAll.class, failure);
    assertThat(Answers.failure(look(due))).isEqualTo(failure);
    fly.answers(AddressCall.ListAll.class, List.of()).fails(SecretCall.ListAll.class, failure);
    assertThat(Answers.failure(look(due))).isEqualTo(failure);
    fly.answers(SecretCall.ListAll.class, Map.of()).fails(CertificateCall.ListAll.class, failure);
    if (failure.isPassing()) {
      assertNothingIsConcludedOfCertificates(Answers.of(look(due)), failure);
    } else {
      assertThat(Answers.failure(look(due))).isEqualTo(failure);
    }
  }

  /** Nobody has to wait for certificates who wants something else; the whole look stays due. */
  private static void assertNothingIsConcludedOfCertificates(Look look, Failure failure) {
    assertThat(look.unlisted()).contains(failure);
    assertThat(look.hostnames()).isEmpty();
    assertThat(look.whole()).isFalse();
    assertThat(look.machines()).isPresent();
  }

  @Test
  void not_found_of_an_app_that_is_there_is_not_believed() {
    fly.fails(MachineCall.ListAll.class, new Failure.Absent(Said.FLY));
    assertThat(Answers.failure(look(CONVERGED.record()))).isInstanceOf(Failure.Unreliable.class);
    assertThat(fly.actions()).containsExactly("machine_list", "app_get");
  }

  @Test
  void an_app_is_gone_when_it_is_not_found_by_its_name_or_a_stranger_has_it() {
    fly.fails(MachineCall.ListAll.class, new Failure.Absent(Said.FLY));
    fly.fails(AppCall.Get.class, new Failure.Absent(Said.FLY));
    assertThat(Answers.of(look(CONVERGED.record()))).isEqualTo(Look.of(AppSight.ABSENT));
    fly.fails(AppCall.Get.class, new Failure.Forbidden(Said.FLY));
    assertThat(Answers.of(look(CONVERGED.record()))).isEqualTo(Look.of(AppSight.FOREIGN));
  }

  @Test
  void an_app_that_cannot_be_asked_for_is_not_known_to_be_gone() {
    fly.fails(MachineCall.ListAll.class, new Failure.Absent(Said.FLY));
    fly.fails(AppCall.Get.class, new Failure.Unavailable(Said.FLY));
    assertThat(Answers.failure(look(CONVERGED.record()))).isInstanceOf(Failure.Unavailable.class);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_certificate_that_cannot_be_looked_at_keeps_nothing_else_waiting(Failure failure) {
    var record = CONVERGED.record();
    var asked = new Applied.Certified(Optional.empty(), false, Given.NOW);
    var pending =
        record.withApplied(
            record
                .applied()
                .withCertificate("a.example.com", asked)
                .withCertificate("b.example.com", asked));
    fly.asks(
        CertificateCall.Check.class,
        check ->
            check.hostname().startsWith("a")
                ? Said.failed(failure)
                : Future.succeededFuture(certificate(check.hostname())));
    var look = Answers.of(look(pending));
    assertThat(look.certificates()).containsExactly(certificate("b.example.com"));
    assertThat(look.machines()).contains(CONVERGED.machines());
  }

  private static Certificate certificate(String hostname) {
    return new Certificate(
        hostname, Certificate.State.PENDING_OWNERSHIP, Optional.empty(), List.of(), List.of());
  }
}
