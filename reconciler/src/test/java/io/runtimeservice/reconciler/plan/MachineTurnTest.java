package io.runtimeservice.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.Machine.Exit;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which machine it is that something is done about, and whether anything is. */
class MachineTurnTest {

  private static final Desired WANTED =
      Wanted.preview(
          """
          {"image": "registry.fly.io/x:one", "sleep": "off"}
          """);

  private static final Observed FINE = Given.converged(WANTED);

  private static List<String> plan(Observed observed) {
    return new Planner(Given.INSTALLATION, Duration.ofMinutes(10))
        .plan(WANTED, observed, Moment.agreed(Given.NOW)).operations().stream()
            .map(Operation::words)
            .toList();
  }

  @Test
  void of_two_of_one_name_the_recorded_one_is_kept_wherever_it_is_listed() {
    Machine recorded = FINE.machines().getFirst();
    Machine other = Altered.id(recorded, "e78490").withState(MachineState.STOPPED);
    assertThat(plan(FINE.withMachines(List.of(other, recorded))))
        .containsExactlyElementsOf(plan(FINE.withMachines(List.of(recorded, other))))
        .containsExactly("destroy machine m0 (e78490)");
  }

  private static Observed ended(Exit exit) {
    return Altered.machines(
        FINE, machine -> Altered.ended(machine.withState(MachineState.STOPPED), exit));
  }

  @Test
  void what_somebody_stopped_is_started() {
    assertThat(plan(ended(new Exit(0, false, true, Given.NOW)))).hasSize(1);
  }

  @Test
  void what_ended_by_itself_is_not_started_unless_it_is_wanted_anew() {
    assertThat(plan(ended(new Exit(1, false, false, Given.NOW)))).isEmpty();
    assertThat(plan(ended(new Exit(1, false, false, Given.NOW.minusSeconds(1))))).hasSize(1);
  }
}
