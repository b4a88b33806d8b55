package io.runtimeservice.reconciler.act;

import static io.runtimeservice.reconciler.act.Workshop.APP;
import static io.runtimeservice.reconciler.act.Workshop.BECAUSE;
import static io.runtimeservice.reconciler.act.Workshop.MACHINE;
import static io.runtimeservice.reconciler.act.Workshop.SLOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.CertificateSpec;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.plan.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which call an operation is, and what its answers teach. */
class OperationRunnerTest {

  private static final String HOST = "a.example.com";

  private final Workshop workshop = new Workshop();
  private final ScriptedFly fly = workshop.fly;

  private static final Operation DELETE_APP = new Operation.DeleteApp(APP, BECAUSE);
  private static final Operation ASSIGN = new Operation.AssignAddress(AddressType.V6, BECAUSE);
  private static final Operation RELEASE =
      new Operation.ReleaseAddress(AddressType.V6, "::1", BECAUSE);
  private static final Operation REMOVE = new Operation.RemoveCertificate(HOST, BECAUSE);
  private static final Operation START =
      new Operation.StartMachine(SLOT, "m0", MACHINE.id(), BECAUSE);
  private static final Operation STOP =
      new Operation.StopMachine(SLOT, "m0", MACHINE.id(), BECAUSE);
  private static final Operation DESTROY =
      new Operation.DestroyMachine(SLOT, "m0", MACHINE.id(), BECAUSE);

  /** An operation that is one call without an answer, and what it teaches. */
  record Plain(
      Operation operation, FlyCall<Done> call, Class<? extends FlyCall<Done>> kind, Effect effect) {

    void answered(ScriptedFly fly) {
      fly.<Done, FlyCall<Done>>answers(cast(), Done.DONE);
    }

    void fails(ScriptedFly fly, Failure failure) {
      fly.<Done, FlyCall<Done>>fails(cast(), failure);
    }

    @SuppressWarnings("unchecked") // a class of calls that answer with Done
    private Class<FlyCall<Done>> cast() {
      return (Class<FlyCall<Done>>) kind;
    }
  }

  /** What removes something. */
  static Stream<Plain> removals() {
    return Stream.of(
        new Plain(
            DELETE_APP, new AppCall.Delete(APP), AppCall.Delete.class, new Effect.AppDeleted(APP)),
        new Plain(
            RELEASE,
            new AddressCall.Release(APP, "::1"),
            AddressCall.Release.class,
            new Effect.AddressReleased("::1")),
        new Plain(
            REMOVE,
            new CertificateCall.Remove(APP, HOST),
            CertificateCall.Remove.class,
            new Effect.CertificateRemoved(HOST)),
        new Plain(
            DESTROY,
            new MachineCall.Destroy(APP, MACHINE.id()),
            MachineCall.Destroy.class,
            new Effect.MachineGone(MACHINE.id())));
  }

  /** What moves a machine to another state. */
  static Stream<Plain> moves() {
    return Stream.of(
        new Plain(
            START,
            new MachineCall.Start(APP, MACHINE.id()),
            MachineCall.Start.class,
            new Effect.MachineMoving(MACHINE.id(), MachineState.STARTING)),
        new Plain(
            STOP,
            new MachineCall.Stop(APP, MACHINE.id()),
            MachineCall.Stop.class,
            new Effect.MachineMoving(MACHINE.id(), MachineState.STOPPING)));
  }

  static Stream<Plain> all() {
    return Stream.concat(removals(), moves());
  }

  @ParameterizedTest
  @MethodSource("all")
  void it_is_one_call_with_its_deadline_and_fly_s_id_of_it_is_kept(Plain plain) {
    plain.answered(fly);
    var succeeded = Answers.of(workshop.run(plain.operation));
    assertThat(succeeded.effect()).isEqualTo(plain.effect);
    assertThat(succeeded.requestId()).contains(ScriptedFly.REQUEST_ID);
    assertThat(fly.calls()).isEqualTo(List.<FlyCall<?>>of(plain.call));
    assertThat(fly.deadlines()).containsExactly(Workshop.DEADLINE);
  }

  @ParameterizedTest
  @MethodSource("removals")
  void what_is_gone_already_is_removed(Plain plain) {
    plain.fails(fly, new Failure.Absent(Said.FLY));
    assertThat(workshop.effect(plain.operation)).isEqualTo(plain.effect);
  }

  @ParameterizedTest
  @MethodSource("removals")
  void what_may_not_be_removed_is_not_gone(Plain plain) {
    plain.fails(fly, new Failure.Forbidden(Said.FLY));
    assertThat(workshop.failure(plain.operation)).isInstanceOf(Failure.Forbidden.class);
  }

  @ParameterizedTest
  @MethodSource("moves")
  void what_is_so_already_is_done(Plain plain) {
    plain.fails(fly, new Failure.AlreadySo(Said.FLY));
    assertThat(workshop.effect(plain.operation)).isEqualTo(plain.effect);
  }

  @ParameterizedTest
  @MethodSource("moves")
  void a_machine_that_is_gone_or_between_two_states_was_not_moved(Plain plain) {
    plain.fails(fly, new Failure.Absent(Said.FLY));
    assertThat(workshop.failure(plain.operation)).isInstanceOf(Failure.Absent.class);
    plain.fails(fly, new Failure.NotSettled(Said.FLY));
    assertThat(workshop.failure(plain.operation)).isInstanceOf(Failure.NotSettled.class);
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_call_whose_answer_was_lost_is_not_repeated_and_not_taken_for_done(Plain plain) {
    plain.fails(fly, new Failure.OutcomeUnknown(Said.FLY));
    assertThat(workshop.failure(plain.operation)).isInstanceOf(Failure.OutcomeUnknown.class);
    assertThat(fly.calls()).hasSize(1);
  }

  @Test
  void an_address_is_what_fly_says_it_is() {
    var address = new Address(AddressType.V6, "2a09:8280:1::7");
    fly.answers(AddressCall.Assign.class, address);
    assertThat(workshop.effect(ASSIGN)).isEqualTo(new Effect.AddressAssigned(address));
    assertThat(fly.calls().getFirst()).isEqualTo(new AddressCall.Assign(APP, AddressType.V6));
  }

  private static Operation.RequestCertificate request() {
    return new Operation.RequestCertificate(new CertificateSpec(HOST, Optional.empty()), BECAUSE);
  }

  private static Certificate certificate(Certificate.State state) {
    return new Certificate(HOST, state, Optional.empty(), List.of(), List.of());
  }

  @Test
  void a_certificate_is_asked_for() {
    var pending = certificate(Certificate.State.PENDING_VALIDATION);
    fly.answers(CertificateCall.RequestAcme.class, pending);
    assertThat(workshop.effect(request()))
        .isEqualTo(new Effect.CertificateRequested(request(), pending));
    assertThat(fly.actions()).containsExactly("certificate_request");
  }

  @Test
  void one_that_was_asked_for_already_is_read() {
    var active = certificate(Certificate.State.ACTIVE);
    fly.fails(CertificateCall.RequestAcme.class, new Failure.AlreadySo(Said.FLY));
    fly.answers(CertificateCall.Get.class, active);
    assertThat(workshop.effect(request()))
        .isEqualTo(new Effect.CertificateRequested(request(), active));
    assertThat(fly.actions()).containsExactly("certificate_request", "certificate_get");
  }

  @Test
  void one_that_is_refused_is_not_asked_for() {
    fly.fails(CertificateCall.RequestAcme.class, new Failure.Rejected(Said.FLY));
    assertThat(workshop.failure(request())).isInstanceOf(Failure.Rejected.class);
  }

  @Test
  void an_update_swaps_the_version_it_knows_and_shows_the_machine_on_its_way() {
    fly.answers(MachineCall.Update.class, MACHINE);
    var update =
        new Operation.UpdateMachine(
            SLOT, "m0", MACHINE.id(), "v7", Workshop.config(), false, BECAUSE);
    assertThat(workshop.effect(update))
        .isEqualTo(new Effect.MachineInSlot(SLOT, MACHINE.withState(MachineState.REPLACING)));
    assertThat(fly.calls().getFirst())
        .isEqualTo(
            new MachineCall.Update(
                APP,
                MACHINE.id(),
                Workshop.config(),
                "v7",
                false,
                Optional.of(Workshop.SECRETS_VERSION)));
  }

  static Stream<Failure> refusals() {
    return Stream.of(
        new Failure.VersionMoved(Said.FLY),
        new Failure.LeaseHeld(Optional.empty(), Said.FLY),
        new Failure.ImageUnusable(true, Said.FLY),
        new Failure.OutcomeUnknown(Said.FLY));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void an_update_that_is_refused_is_told_as_it_was_refused(Failure failure) {
    fly.fails(MachineCall.Update.class, failure);
    var update =
        new Operation.UpdateMachine(
            SLOT, "m0", MACHINE.id(), "v7", Workshop.config(), true, BECAUSE);
    assertThat(workshop.failure(update)).isEqualTo(failure);
    assertThat(fly.calls()).hasSize(1);
  }

  @Test
  void a_host_without_room_is_something_learnt_and_no_failure() {
    fly.fails(MachineCall.Update.class, new Failure.NoRoomOnHost(Said.FLY));
    fly.fails(MachineCall.Start.class, new Failure.NoRoomOnHost(Said.FLY));
    var full = new Effect.HostFull(MACHINE.id());
    assertThat(
            workshop.effect(
                new Operation.UpdateMachine(
                    SLOT, "m0", MACHINE.id(), "v7", Workshop.config(), true, BECAUSE)))
        .isEqualTo(full);
    assertThat(workshop.effect(new Operation.StartMachine(SLOT, "m0", MACHINE.id(), BECAUSE)))
        .isEqualTo(full);
  }

  @Test
  void no_operation_is_about_another_app() {
    all().forEach(plain -> plain.answered(fly));
    all().forEach(plain -> workshop.effect(plain.operation));
    assertThat(fly.calls()).allMatch(call -> call.toString().contains(APP.value()));
    assertThat(APP.value()).startsWith(Wanted.KEY.app().value());
  }
}
