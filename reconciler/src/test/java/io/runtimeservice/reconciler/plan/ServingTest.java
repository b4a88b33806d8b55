package io.runtimeservice.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.Machine.CheckRow;
import io.runtimeservice.model.fly.Machine.Exit;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingTest {

  private static final String IMAGE = "registry.fly.io/checkout@sha256:" + "a".repeat(64);
  private static final String CHECK = "'service': {'check': {'type': 'tcp'}}";

  private static final Desired AWAKE = desired("'sleep': 'off'");
  private static final Desired SLEEPER = desired("'sleep': 'suspend'");
  private static final Desired CHECKED = desired("'sleep': 'off', " + CHECK);

  private static final CheckRow PASSING = new CheckRow("a", true, "ok");
  private static final CheckRow FAILING = new CheckRow("b", false, "no");

  private static Desired desired(String fields) {
    String spec = "{'image': '%s', %s}".formatted(IMAGE, fields);
    return Wanted.preview(spec.replace('\'', '"'));
  }

  private static Machine machine(Desired desired) {
    return Given.converged(desired).machines().getFirst();
  }

  private static Serving of(Desired desired, Machine machine) {
    return Serving.of(desired.spec(), machine);
  }

  @ParameterizedTest
  @CsvSource({
    "STARTED,   YES, YES",
    "STOPPED,   NO,  YES",
    "SUSPENDED, NO,  YES",
    "CREATED,   NO,  NO",
    "STARTING,  NO,  NO",
    "STOPPING,  NO,  NO",
    "REPLACING, NO,  NO",
    "FAILED,    NO,  NO",
    "DESTROYED, NO,  NO",
    "UNKNOWN,   NO,  NO",
  })
  void what_runs_serves_and_what_sleeps_is_woken(
      MachineState state, Serving awake, Serving sleeper) {
    assertThat(of(AWAKE, machine(AWAKE).withState(state))).isEqualTo(awake);
    assertThat(of(SLEEPER, machine(SLEEPER).withState(state))).isEqualTo(sleeper);
  }

  @Test
  void a_machine_whose_process_ended_by_itself_does_not_sleep() {
    var stopped = machine(SLEEPER).withState(MachineState.STOPPED);
    assertThat(of(SLEEPER, Altered.ended(stopped, new Exit(1, false, false, Given.NOW))))
        .isEqualTo(Serving.NO);
    assertThat(of(SLEEPER, Altered.ended(stopped, new Exit(0, false, true, Given.NOW))))
        .isEqualTo(Serving.YES);
  }

  @Test
  void every_check_has_to_pass_and_at_least_one_to_have_run() {
    assertThat(of(CHECKED, Altered.checks(machine(CHECKED), PASSING))).isEqualTo(Serving.YES);
    assertThat(of(CHECKED, Altered.checks(machine(CHECKED), PASSING, FAILING)))
        .isEqualTo(Serving.NOT_YET);
    assertThat(of(CHECKED, Altered.checks(machine(CHECKED)))).isEqualTo(Serving.NOT_YET);
  }

  @Test
  void a_machine_out_of_the_edge_s_rotation_serves_nobody() {
    assertThat(of(AWAKE, Altered.cordoned(machine(AWAKE)))).isEqualTo(Serving.NO);
    assertThat(of(SLEEPER, Altered.cordoned(machine(SLEEPER).withState(MachineState.SUSPENDED))))
        .isEqualTo(Serving.NO);
  }

  @Test
  void a_machine_is_judged_by_the_checks_that_it_has_and_not_by_those_it_will_get() {
    assertThat(of(CHECKED, machine(AWAKE))).isEqualTo(Serving.YES);
    assertThat(of(AWAKE, Altered.checks(machine(CHECKED)))).isEqualTo(Serving.NOT_YET);
  }

  @Test
  void a_check_that_is_new_takes_no_more_machines_out_of_service_at_once() {
    var before = desired("'machines': 6, 'sleep': 'off'");
    var after = desired("'machines': 6, 'sleep': 'off', " + CHECK);
    var plan =
        new Planner(Given.INSTALLATION, Duration.ofMinutes(10))
            .plan(after, Given.converged(before), Moment.agreed(Given.NOW));
    assertThat(plan.first().operations())
        .hasSize(6 / MachinePlanner.OUT_AT_ONCE_PART)
        .allMatch(it -> it instanceof Operation.UpdateMachine);
  }
}
