package io.runtimeservice.reconciler.status;

import static io.runtimeservice.model.status.ConditionType.HEALTHY;
import static io.runtimeservice.model.status.ConditionType.MACHINES_RUNNING;
import static io.runtimeservice.model.status.ConditionType.READY;
import static io.runtimeservice.model.status.ConditionType.STALLED;
import static io.runtimeservice.model.status.ConditionType.SYNCED;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Machine.CheckRow;
import io.runtimeservice.model.fly.Machine.Exit;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Truth;
import io.runtimeservice.model.status.WaitingOn;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusDeriverTest {

  private static final Scene READY_ONE = Scene.converged("{'image': '%A', 'sleep': 'off'}");

  private static final Trouble NO_IMAGE = Trouble.of(new Failure.ImageUnusable(false, Said.FLY));

  private static Scene booting(Scene scene) {
    return scene.machines(machine -> machine.withState(MachineState.STARTING));
  }

  /** Whatever is wrong, its reason is named, and who has to do something about it. */
  static Stream<Arguments> scenes() {
    return Stream.of(
        row("as desired", READY_ONE, "Ready", Reason.AS_DESIRED),
        row(
            "asleep",
            Scene.converged("{'image': '%A'}").machines(it -> it.withState(MachineState.SUSPENDED)),
            "Ready",
            Reason.SLEEPING),
        row(
            "stopped",
            READY_ONE
                .wants(Wanted.desired("preview", "stopped", 1, Scene.json("{'image': '%A'}")))
                .seen(
                    Given.converged(
                        Wanted.desired("preview", "stopped", 1, Scene.json("{'image': '%A'}")))),
            "Ready",
            Reason.STOPPED),
        row("fresh", Scene.fresh("{'image': '%A'}"), "Progressing", Reason.CREATING_APP),
        row("without an image", Scene.converged("{}"), "Pending", Reason.WAITING_FOR_IMAGE),
        row("booting", booting(READY_ONE), "Progressing", Reason.BOOTING),
        row(
            "crashed",
            READY_ONE.machines(it ->
                Altered.ended(
                    it.withState(MachineState.STOPPED), new Exit(1, false, false, Given.NOW))),
            "Blocked",
            Reason.CRASH_LOOP),
        row("cordoned by hand", READY_ONE.machines(Altered::cordoned), "Blocked", Reason.CORDONED),
        row(
            "no room anywhere",
            READY_ONE.seen(
                Given.nothing(READY_ONE.desired())
                    .withRecord(
                        READY_ONE
                            .observed()
                            .record()
                            .withApplied(
                                READY_ONE
                                    .observed()
                                    .record()
                                    .applied()
                                    .withoutMachine(Given.machineId(0))))
                    .withFullRegion("iad")),
            "Progressing",
            Reason.INSUFFICIENT_CAPACITY),
        row(
            "an old one serves while the new image is missing",
            READY_ONE.wants("{'image': '%B', 'sleep': 'off'}").meets(NO_IMAGE),
            "Degraded",
            Reason.IMAGE_NOT_FOUND),
        row(
            "a certificate is missing",
            READY_ONE.wants(
                "{'image': '%A', 'sleep': 'off', 'certificates': [{'hostname': 'a.example.com'}]}"),
            "Degraded",
            Reason.CERT_ISSUING));
  }

  private static Arguments row(String what, Scene scene, String state, Reason reason) {
    return Arguments.of(what, scene, state, reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenes")
  void the_status_says_what_stands_in_the_way(
      String what, Scene scene, String state, Reason reason) {
    var status = scene.status();
    assertThat(status.state()).as(what).hasToString(state);
    assertThat(status.headline().reason()).isEqualTo(reason);
    assertThat(status.outlook().waitingOn()).isEqualTo(reason.waitingOn());
    assertThat(status.outlook().nextAction()).isEqualTo(reason.nextAction());
    assertThat(status.conditions().stream().map(Condition::type))
        .containsExactly(ConditionType.values());
    assertThat(status.conditions())
        .allMatch(it -> it.observedGeneration().equals(status.observedGeneration()));
  }

  @Test
  void what_is_as_desired_says_so_and_asks_for_nothing() {
    var told = READY_ONE.tell();
    assertThat(told.again()).isEmpty();
    assertThat(told.status().readyGeneration()).contains(new Generation(1));
    assertThat(told.status().image()).contains(Scene.A);
    assertThat(told.status().outlook().attempt()).isZero();
    assertThat(told.status().outlook().nextTryAt()).isEmpty();
    assertThat(told.status().outlook().deadlineAt()).isEmpty();
    assertThat(told.status().outlook().waitingOn()).isEqualTo(WaitingOn.NOBODY);
    assertThat(told.status().observedAt()).isEqualTo(Given.NOW);
  }

  @Test
  void the_same_told_twice_says_the_same() {
    for (Scene scene : List.of(READY_ONE, booting(READY_ONE), Scene.converged("{}"))) {
      var first = scene.told();
      var again = first.later(Duration.ofSeconds(1)).status();
      assertThat(again.conditions()).isEqualTo(first.previous().orElseThrow().conditions());
    }
  }

  @Test
  void transition_times_move_only_on_a_flip() {
    var first = READY_ONE.told().later(Duration.ofMinutes(1));
    var asleep = booting(first);
    assertThat(asleep.condition(MACHINES_RUNNING).lastTransitionTime())
        .isEqualTo(Given.NOW.plus(Duration.ofMinutes(1)));
    assertThat(asleep.condition(ConditionType.APP_PROVISIONED).lastTransitionTime())
        .isEqualTo(Given.NOW);

    var later = asleep.told().later(Duration.ofMinutes(1));
    var crashed =
        later.machines(it ->
            Altered.ended(
                it.withState(MachineState.STOPPED), new Exit(1, false, false, Given.NOW)));
    assertThat(crashed.condition(MACHINES_RUNNING).reason()).isEqualTo(Reason.CRASH_LOOP);
    assertThat(crashed.condition(MACHINES_RUNNING).lastTransitionTime())
        .as("another reason, and still not running")
        .isEqualTo(Given.NOW.plus(Duration.ofMinutes(1)));
  }

  @Test
  void an_unknown_is_a_flip_too() {
    var first = READY_ONE.told();
    assertThat(first.condition(HEALTHY).truth()).isEqualTo(Truth.TRUE);
    var booting = booting(first).later(Duration.ofMinutes(1)).condition(HEALTHY);
    assertThat(booting.truth()).isEqualTo(Truth.UNKNOWN);
    assertThat(booting.lastTransitionTime()).isEqualTo(Given.NOW.plus(Duration.ofMinutes(1)));
  }

  @Test
  void the_new_generation_is_ready_as_soon_as_it_serves_though_a_certificate_is_not() {
    var scene =
        Scene.converged(
            "{'image': '%A', 'sleep': 'off', 'certificates': [{'hostname': 'a.example.com'}]}");
    var record = scene.observed().record();
    var asked = new Applied.Certified(Optional.empty(), false, Given.NOW);
    var waiting =
        scene.seen(
            scene
                .observed()
                .withRecord(
                    record.withApplied(record.applied().withCertificate("a.example.com", asked))));
    assertThat(waiting.condition(READY).truth()).isEqualTo(Truth.TRUE);
    assertThat(waiting.condition(SYNCED).truth()).isEqualTo(Truth.TRUE);
    assertThat(waiting.status().readyGeneration()).contains(new Generation(1));
    assertThat(waiting.status().state()).isEqualTo(State.DEGRADED);
  }

  @Test
  void health_is_told_by_the_checks_and_by_how_long_they_have_failed() {
    var scene =
        Scene.converged("{'image': '%A', 'sleep': 'off', 'service': {'check': {'type': 'tcp'}}}");
    var failing =
        scene.machines(it -> Altered.checks(it, new CheckRow("c", false, "connection refused")));
    assertThat(failing.condition(HEALTHY).reason()).isEqualTo(Reason.CHECKING_HEALTH);
    assertThat(failing.told().later(Duration.ofMinutes(4)).condition(HEALTHY).reason())
        .isEqualTo(Reason.NOT_LISTENING);
  }

  @Test
  void a_deadline_that_has_passed_stalls_it_and_a_success_or_a_new_generation_ends_that() {
    var slow = booting(READY_ONE);
    assertThat(slow.status().outlook().deadlineAt()).contains(Given.NOW.plus(Scene.DEADLINE));
    assertThat(slow.later(Scene.DEADLINE.minusNanos(1)).condition(STALLED).truth())
        .isEqualTo(Truth.FALSE);
    var stalled = slow.later(Scene.DEADLINE);
    assertThat(stalled.condition(STALLED).reason()).isEqualTo(Reason.PROGRESS_DEADLINE_EXCEEDED);
    assertThat(stalled.condition(STALLED).truth()).isEqualTo(Truth.TRUE);
    assertThat(READY_ONE.later(Scene.DEADLINE).condition(STALLED).truth()).isEqualTo(Truth.FALSE);
    assertThat(stalled.wants("{'image': '%B', 'sleep': 'off'}").condition(STALLED).truth())
        .isEqualTo(Truth.FALSE);
  }

  @Test
  void what_waits_for_its_image_has_no_deadline() {
    var waiting = Scene.converged("{}").later(Duration.ofDays(30));
    assertThat(waiting.condition(STALLED).truth()).isEqualTo(Truth.FALSE);
    assertThat(waiting.status().outlook().deadlineAt()).isEmpty();
  }

  @Test
  void a_surplus_address_or_an_unfitting_machine_is_not_synced() {
    var observed = READY_ONE.observed();
    var surplus = observed.withSurplus(List.of(new Address(AddressType.V6, "2a09:8280:1::7")));
    assertThat(READY_ONE.seen(surplus).condition(SYNCED).truth()).isEqualTo(Truth.FALSE);
    assertThat(READY_ONE.wants("{'image': '%B'}").condition(SYNCED).truth()).isEqualTo(Truth.FALSE);
    assertThat(READY_ONE.condition(SYNCED).truth()).isEqualTo(Truth.TRUE);
  }
}
