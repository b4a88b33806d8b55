package io.runtimeservice.reconciler.status;

import static io.runtimeservice.model.status.ConditionType.IMAGE_AVAILABLE;
import static io.runtimeservice.model.status.ConditionType.MACHINES_RUNNING;
import static io.runtimeservice.model.status.ConditionType.READY;
import static io.runtimeservice.model.status.ConditionType.SYNCED;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Truth;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.plan.Ownership;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What serves while the newest generation does not, or not as a whole. */
class OlderGenerationTest {

  private static final Scene READY_ONE = Scene.converged("{'image': '%A', 'sleep': 'off'}");
  private static final Scene READY_TWO =
      Scene.converged("{'image': '%A', 'sleep': 'off', 'machines': 2}");

  private static final Trouble NO_IMAGE = Trouble.of(new Failure.ImageUnusable(false, Said.FLY));

  private static Scene booting(Scene scene) {
    return scene.machines(machine -> machine.withState(MachineState.STARTING));
  }

  @Test
  void an_older_generation_that_serves_keeps_ready_true_while_synced_is_false() {
    var failing =
        READY_ONE
            .told()
            .later(Duration.ofMinutes(2))
            .wants("{'image': '%B', 'sleep': 'off'}")
            .meets(NO_IMAGE);
    var status = failing.status();
    assertThat(failing.condition(READY).truth()).isEqualTo(Truth.TRUE);
    assertThat(failing.condition(READY).lastTransitionTime()).isEqualTo(Given.NOW);
    assertThat(failing.condition(READY).message())
        .contains("Generation 1 serves", Reason.IMAGE_NOT_FOUND.sentence());
    assertThat(failing.condition(SYNCED).truth()).isEqualTo(Truth.FALSE);
    assertThat(failing.condition(SYNCED).reason()).isEqualTo(Reason.IMAGE_NOT_FOUND);
    assertThat(failing.condition(IMAGE_AVAILABLE).truth()).isEqualTo(Truth.FALSE);
    assertThat(status.state()).isEqualTo(State.DEGRADED);
    assertThat(status.observedGeneration()).contains(new Generation(2));
    assertThat(status.readyGeneration()).contains(new Generation(1));
    assertThat(status.image()).contains(Scene.A);
  }

  @Test
  void which_generation_serves_is_read_from_the_machine_if_it_was_never_told() {
    var status = READY_ONE.wants("{'image': '%B', 'sleep': 'off'}").status();
    assertThat(status.readyGeneration()).contains(new Generation(1));
    var illegible =
        READY_ONE
            .machines(it -> Altered.metadata(it, "runtime_generation", "-7"))
            .wants("{'image': '%B', 'sleep': 'off'}")
            .status();
    assertThat(illegible.readyGeneration()).isEmpty();
  }

  @Test
  void where_nothing_serves_no_generation_is_ready() {
    var status = booting(READY_ONE.told()).status();
    assertThat(status.condition(READY).map(Condition::truth)).contains(Truth.FALSE);
    assertThat(status.readyGeneration()).isEmpty();
    assertThat(status.image()).isEmpty();
  }

  @Test
  void one_of_two_machines_is_enough_to_serve() {
    var half =
        READY_TWO
            .told()
            .seen(
                READY_TWO
                    .observed()
                    .withMachine(
                        READY_TWO
                            .observed()
                            .machines()
                            .getFirst()
                            .withState(MachineState.STARTING)));
    assertThat(half.condition(READY).truth()).isEqualTo(Truth.TRUE);
    assertThat(half.condition(MACHINES_RUNNING).truth()).isEqualTo(Truth.FALSE);
    assertThat(half.told().status().readyGeneration()).contains(new Generation(1));
    assertThat(half.condition(READY).message())
        .as("there is no other generation")
        .doesNotContain("earlier generation")
        .contains(Reason.BOOTING.sentence());
  }

  @Test
  void a_generation_that_one_of_two_machines_has_is_not_ready() {
    var rolling =
        READY_TWO
            .told()
            .seen(
                READY_TWO
                    .observed()
                    .withMachine(
                        Altered.metadata(
                            READY_TWO.observed().machines().getFirst(),
                            Ownership.CONFIG,
                            "what an older generation asked for")));
    assertThat(rolling.condition(READY).message()).isNotEqualTo(Reason.AS_DESIRED.sentence());
    assertThat(rolling.condition(SYNCED).truth()).isEqualTo(Truth.FALSE);
    assertThat(rolling.status().state()).isEqualTo(State.DEGRADED);
  }

  @Test
  void an_older_generation_without_a_check_still_serves_when_the_new_one_has_one() {
    var checked =
        READY_ONE
            .told()
            .wants("{'image': '%B', 'sleep': 'off', 'service': {'check': {'type': 'tcp'}}}")
            .meets(NO_IMAGE);
    assertThat(checked.condition(READY).truth()).isEqualTo(Truth.TRUE);
    assertThat(checked.status().readyGeneration()).contains(new Generation(1));
    assertThat(checked.status().state()).isEqualTo(State.DEGRADED);
  }

  @Test
  void an_older_generation_whose_check_fails_does_not_serve_because_the_new_one_has_none() {
    var unchecked =
        Scene.converged("{'image': '%A', 'sleep': 'off', 'service': {'check': {'type': 'tcp'}}}")
            .machines(machine -> Altered.checks(machine))
            .wants("{'image': '%B', 'sleep': 'off'}");
    assertThat(unchecked.condition(READY).truth()).isEqualTo(Truth.FALSE);
    assertThat(unchecked.status().readyGeneration()).isEmpty();
  }
}
