package io.runtimeservice.reconciler.act;

import static io.runtimeservice.reconciler.act.Workshop.APP;
import static io.runtimeservice.reconciler.act.Workshop.MACHINE;
import static io.runtimeservice.reconciler.act.Workshop.SLOT;
import static io.runtimeservice.reconciler.act.Workshop.createApp;
import static io.runtimeservice.reconciler.act.Workshop.createMachine;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.plan.Ownership;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is created may have been created before, by us or by somebody else. */
class CreationTest {

  private static final MachineId HOLDER = new MachineId("3d8d413b29d089");

  private final Workshop workshop = new Workshop();
  private final ScriptedFly fly = workshop.fly;

  @Test
  void an_app_is_created_in_its_network_with_a_key_that_makes_a_repetition_harmless() {
    fly.answers(AppCall.Create.class, Done.DONE);
    assertThat(workshop.effect(createApp("env-1"))).isEqualTo(new Effect.AppCreated(APP));
    assertThat(workshop.effect(createApp("default"))).isEqualTo(new Effect.AppCreated(APP));
    String key = "checkout/pr-1:" + APP;
    assertThat(fly.calls().getFirst())
        .isEqualTo(new AppCall.Create(APP, "acme", Optional.of("env-1"), key));
    assertThat(fly.calls().getLast())
        .as("the organisation's own network has no name")
        .isEqualTo(new AppCall.Create(APP, "acme", Optional.empty(), key));
  }

  @Test
  void an_app_of_the_name_in_our_organisation_and_network_is_ours_from_an_earlier_try() {
    fly.fails(AppCall.Create.class, new Failure.NameTaken(Said.FLY));
    fly.answers(AppCall.Get.class, new FlyApp(APP, "acme", "env-1"));
    assertThat(workshop.effect(createApp("env-1"))).isEqualTo(new Effect.AppAdopted(APP));
    assertThat(fly.actions()).containsExactly("app_create", "app_get");
  }

  @Test
  void an_app_of_the_name_that_we_may_not_see_is_a_stranger_s_and_the_name_is_lost() {
    fly.fails(AppCall.Create.class, new Failure.NameTaken(Said.FLY));
    fly.fails(AppCall.Get.class, new Failure.Forbidden(Said.FLY));
    assertThat(workshop.effect(createApp("env-1"))).isEqualTo(new Effect.NameLost(APP));
  }

  @Test
  void an_app_of_the_name_elsewhere_is_never_taken_over() {
    fly.fails(AppCall.Create.class, new Failure.NameTaken(Said.FLY));
    fly.answers(AppCall.Get.class, new FlyApp(APP, "acme", "default"));
    assertThat(workshop.failure(createApp("env-1"))).isInstanceOf(Failure.NotOurs.class);
    fly.answers(AppCall.Get.class, new FlyApp(APP, "others", "env-1"));
    assertThat(workshop.failure(createApp("env-1"))).isInstanceOf(Failure.NotOurs.class);
  }

  static Stream<Failure> noAnswers() {
    return Stream.of(
        new Failure.Unavailable(Said.FLY),
        new Failure.Absent(Said.FLY),
        new Failure.Unauthenticated(Said.FLY));
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void whose_a_taken_name_is_may_stay_unknown(Failure failure) {
    fly.fails(AppCall.Create.class, new Failure.NameTaken(Said.FLY));
    fly.fails(AppCall.Get.class, failure);
    assertThat(workshop.failure(createApp("env-1"))).isEqualTo(failure);
  }

  @Test
  void a_forbidden_creation_is_not_a_lost_name() {
    fly.fails(AppCall.Create.class, new Failure.Forbidden(Said.FLY));
    assertThat(workshop.failure(createApp("env-1"))).isInstanceOf(Failure.Forbidden.class);
    assertThat(fly.actions()).containsExactly("app_create");
  }

  @Test
  void a_machine_is_created_under_its_slot_s_name_with_the_secrets_it_needs() {
    fly.answers(MachineCall.Create.class, MACHINE);
    assertThat(workshop.effect(createMachine())).isEqualTo(new Effect.MachineInSlot(SLOT, MACHINE));
    assertThat(fly.calls().getFirst())
        .isEqualTo(
            new MachineCall.Create(
                APP, "m0", "iad", Workshop.config(), true, Optional.of(Workshop.SECRETS_VERSION)));
  }

  private void nameIsHeldBy(Machine machine) {
    fly.fails(MachineCall.Create.class, new Failure.MachineNameInUse(HOLDER, Said.FLY));
    fly.answers(MachineCall.Get.class, machine);
  }

  @Test
  void a_machine_of_the_name_with_our_marks_is_ours_from_an_earlier_try() {
    var ours = Altered.id(MACHINE, HOLDER.value());
    nameIsHeldBy(ours);
    assertThat(workshop.effect(createMachine())).isEqualTo(new Effect.MachineInSlot(SLOT, ours));
    assertThat(fly.calls().getLast()).isEqualTo(new MachineCall.Get(APP, HOLDER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Ownership.INSTALLATION, Ownership.APP, Ownership.ENVIRONMENT, Ownership.SLOT})
  void a_machine_of_the_name_without_them_is_never_taken_over(String mark) {
    nameIsHeldBy(Altered.metadata(MACHINE, mark, "m1"));
    assertThat(workshop.failure(createMachine()))
        .isInstanceOfSatisfying(
            Failure.NotOurs.class, it -> assertThat(it.evidence().text()).contains(HOLDER.value()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DESTROYING", "DESTROYED", "LAUNCH_FAILED"})
  void a_machine_of_the_name_that_is_going_has_to_be_gone_first(MachineState state) {
    nameIsHeldBy(MACHINE.withState(state));
    assertThat(workshop.failure(createMachine())).isInstanceOf(Failure.NotSettled.class);
  }

  @Test
  void a_holder_of_the_name_that_cannot_be_asked_for_leaves_it_open() {
    fly.fails(MachineCall.Create.class, new Failure.MachineNameInUse(HOLDER, Said.FLY));
    fly.fails(MachineCall.Get.class, new Failure.Unavailable(Said.FLY));
    assertThat(workshop.failure(createMachine())).isInstanceOf(Failure.Unavailable.class);
  }

  @Test
  void a_region_without_room_is_something_learnt_and_no_failure() {
    fly.fails(MachineCall.Create.class, new Failure.NoRoomInRegion(Said.FLY));
    assertThat(workshop.effect(createMachine())).isEqualTo(new Effect.RegionFull("iad"));
    fly.fails(MachineCall.Create.class, new Failure.NoRoomOnHost(Said.FLY));
    assertThat(workshop.effect(createMachine())).isEqualTo(new Effect.RegionFull("iad"));
  }

  static Stream<Failure> refusals() {
    return Stream.of(
        new Failure.ImageUnusable(false, Said.FLY),
        new Failure.Rejected(Said.FLY),
        new Failure.OutcomeUnknown(Said.FLY));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_machine_that_is_refused_is_told_as_it_was_refused_and_asked_for_once(Failure failure) {
    fly.fails(MachineCall.Create.class, failure);
    assertThat(workshop.failure(createMachine())).isEqualTo(failure);
    assertThat(fly.calls()).hasSize(1);
  }
}
