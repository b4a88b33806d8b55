package io.runtimeservice.reconciler.status;

import static io.runtimeservice.model.status.ConditionType.ADDRESSES_ASSIGNED;
import static io.runtimeservice.model.status.ConditionType.MACHINES_RUNNING;
import static io.runtimeservice.model.status.ConditionType.SYNCED;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.RetryClass;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Truth;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Said;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What went wrong is what is told, and it alone says when to try again. */
class TroubleToldTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final Trouble DOWN = Trouble.of(new Failure.Unavailable(Said.FLY));
  private static final Trouble REJECTED = Trouble.of(new Failure.Rejected(Said.FLY));
  private static final Trouble UNKNOWN = Trouble.of(new Failure.OutcomeUnknown(Said.FLY));
  private static final Trouble NO_IMAGE = Trouble.of(new Failure.ImageUnusable(false, Said.FLY));
  private static final Trouble NO_SECRET = Trouble.of(new Failure.SecretMissing(Said.SECRETS));

  private static final Scene READY_ONE = Scene.converged("{'image': '%A', 'sleep': 'off'}");

  /** All is there but the machine. */
  private static Scene withoutMachine() {
    var observed = READY_ONE.observed();
    var record = observed.record();
    return READY_ONE.seen(
        observed
            .withMachines(List.of())
            .withRecord(record.withApplied(record.applied().withoutMachine(Given.machineId(0)))));
  }

  static Stream<Arguments> failures() {
    var outdated = READY_ONE.wants("{'image': '%B', 'sleep': 'off'}");
    var certificate =
        READY_ONE.wants(
            "{'image': '%A', 'sleep': 'off', 'certificates': [{'hostname': 'a.example.com'}]}");
    return Stream.of(
        Arguments.of("the app cannot be created", Scene.fresh("{'image': '%A'}"), DOWN),
        Arguments.of("the app is refused", Scene.fresh("{'image': '%A'}"), REJECTED),
        Arguments.of("the machine cannot be created", withoutMachine(), DOWN),
        Arguments.of("the machine is refused", withoutMachine(), REJECTED),
        Arguments.of("what became of the machine is not known", withoutMachine(), UNKNOWN),
        Arguments.of("its image is missing", withoutMachine(), NO_IMAGE),
        Arguments.of("a secret is missing", withoutMachine(), NO_SECRET),
        Arguments.of("the update fails", outdated, DOWN),
        Arguments.of("the update is refused", outdated, REJECTED),
        Arguments.of("the new image is missing", outdated, NO_IMAGE),
        Arguments.of("a certificate cannot be asked for", certificate, DOWN),
        Arguments.of("a certificate is refused", certificate, REJECTED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void what_went_wrong_is_the_headline_and_not_that_it_is_being_done(
      String what, Scene scene, Trouble trouble) {
    var status = scene.meets(trouble).status();
    assertThat(status.headline().reason()).as(what).isEqualTo(trouble.reason());
    assertThat(status.headline().message()).isEqualTo(trouble.message());
    assertThat(status.outlook().waitingOn()).isEqualTo(trouble.reason().waitingOn());
    assertThat(status.conditions())
        .as("what is not being done")
        .noneMatch(it -> it.reason().retryClass() == RetryClass.PROGRESS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void tries_that_fail_are_counted_and_become_rare(String what, Scene scene, Trouble trouble) {
    var tenth = scene.meets(trouble).before(9).tell();
    assertThat(tenth.status().outlook().attempt()).as(what).isEqualTo(10);
    var waits =
        Stream.of(20, 21, 22, 23, 24, 25, 26, 27)
            .map(tries -> scene.meets(trouble).before(tries).tell().again().orElseThrow())
            .toList();
    assertThat(waits).as(what).allMatch(it -> it.compareTo(SECOND.multipliedBy(3)) > 0);
  }

  @Test
  void what_waits_for_a_person_and_serves_nothing_is_blocked() {
    assertThat(withoutMachine().meets(REJECTED).status().state()).isEqualTo(State.BLOCKED);
    assertThat(withoutMachine().meets(DOWN).status().state()).isEqualTo(State.PROGRESSING);
  }

  @Test
  void what_is_there_is_there_whatever_else_went_wrong() {
    var scene = withoutMachine().meets(DOWN);
    assertThat(scene.condition(ADDRESSES_ASSIGNED).truth()).isEqualTo(Truth.TRUE);
    assertThat(scene.condition(MACHINES_RUNNING).truth()).isEqualTo(Truth.FALSE);
    assertThat(scene.condition(SYNCED).reason()).isEqualTo(DOWN.reason());
  }

  @Test
  void a_machine_that_is_on_its_way_is_still_told_to_be_and_looked_at_soon() {
    var scene =
        READY_ONE.machines(it -> it.withState(MachineState.STARTING)).meets(DOWN).before(20);
    assertThat(scene.condition(MACHINES_RUNNING).reason()).isEqualTo(Reason.BOOTING);
    assertThat(scene.condition(SYNCED).reason()).isEqualTo(DOWN.reason());
    assertThat(scene.tell().again().orElseThrow()).isLessThanOrEqualTo(SECOND.multipliedBy(3));
  }
}
