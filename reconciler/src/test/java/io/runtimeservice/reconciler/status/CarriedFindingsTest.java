package io.runtimeservice.reconciler.status;

import static io.runtimeservice.model.status.ConditionType.MACHINES_RUNNING;
import static io.runtimeservice.model.status.ConditionType.READY;
import static io.runtimeservice.model.status.ConditionType.SYNCED;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Truth;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told when nothing was looked at: Fly does not answer, or the record is refused. */
class CarriedFindingsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final Trouble DOWN = Trouble.of(new Failure.Unavailable(Said.FLY));
  private static final Trouble WRONG = Trouble.of(Reason.SPEC_INVALID, "spec.image: no.");

  private static final Scene READY_ONE = Scene.converged("{'image': '%A', 'sleep': 'off'}");

  @Test
  void what_cannot_be_looked_at_stays_as_it_was_and_is_not_known_to_be_synced() {
    var blind = READY_ONE.told().later(MINUTE).before(4).blind(DOWN);
    var status = blind.status();
    assertThat(status.state()).isEqualTo(State.DEGRADED);
    assertThat(status.condition(READY).map(Condition::truth)).contains(Truth.TRUE);
    assertThat(status.condition(READY).map(Condition::lastTransitionTime)).contains(Given.NOW);
    assertThat(status.condition(SYNCED).map(Condition::truth)).contains(Truth.UNKNOWN);
    assertThat(status.readyGeneration()).isEqualTo(READY_ONE.status().readyGeneration());
    assertThat(status.image()).contains(Scene.A);
    assertThat(status.outlook().attempt()).isEqualTo(5);
  }

  @Test
  void what_was_under_way_is_not_known_to_be_while_nobody_can_look() {
    var before = READY_ONE.machines(it -> it.withState(MachineState.STARTING)).told();
    for (var told : List.of(before.before(20).blind(DOWN), before.before(20).refused(WRONG))) {
      var machines = told.status().condition(MACHINES_RUNNING).orElseThrow();
      assertThat(machines.truth()).isEqualTo(Truth.UNKNOWN);
      assertThat(told.status().outlook().attempt()).isEqualTo(21);
      assertThat(told.again().orElseThrow()).isGreaterThan(SECOND.multipliedBy(3));
    }
  }

  @Test
  void what_is_being_deleted_still_is_and_is_asked_for_no_faster() {
    var before = READY_ONE.wants(Wanted.desired("preview", "deleted", 2, "{}")).told();
    var blind = before.before(20).blind(DOWN);
    assertThat(blind.status().state()).isEqualTo(State.TERMINATING);
    assertThat(blind.status().headline().reason()).isEqualTo(DOWN.reason());
    assertThat(blind.status().outlook().attempt()).isEqualTo(21);
    assertThat(blind.again().orElseThrow()).isGreaterThan(SECOND.multipliedBy(3));
  }

  @Test
  void what_was_never_looked_at_is_not_known() {
    var status = Scene.fresh("{'image': '%A'}").blind(DOWN).status();
    assertThat(status.conditions())
        .filteredOn(it -> it.type() != ConditionType.TERMINATING)
        .allMatch(it -> it.truth() == Truth.UNKNOWN)
        .allMatch(it -> it.reason() == DOWN.reason());
    assertThat(status.condition(ConditionType.TERMINATING).map(Condition::truth))
        .as("nobody has asked for its deletion")
        .contains(Truth.FALSE);
  }

  @Test
  void a_refused_record_leaves_everything_as_it_was_and_waits_for_a_person() {
    var refused = READY_ONE.told().later(MINUTE).before(1).refused(WRONG);
    var status = refused.status();
    assertThat(status.state()).isEqualTo(State.DEGRADED);
    assertThat(status.headline().message()).contains("spec.image");
    assertThat(status.condition(READY).map(Condition::truth)).contains(Truth.TRUE);
    assertThat(status.condition(SYNCED).map(Condition::truth)).contains(Truth.FALSE);
    assertThat(status.outlook().attempt()).isEqualTo(2);
    assertThat(refused.again().orElseThrow())
        .isBetween(MINUTE.multipliedBy(4), MINUTE.multipliedBy(6));
    assertThat(Scene.fresh("{}").refused(WRONG).status().state()).isEqualTo(State.BLOCKED);
  }
}
