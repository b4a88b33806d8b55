package io.runtimeservice.reconciler.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.Machine.Exit;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Said;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When it is tried again, and what of that is told. */
class NextTryTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final Trouble DOWN = Trouble.of(new Failure.Unavailable(Said.FLY));

  private static final Scene READY_ONE = Scene.converged("{'image': '%A', 'sleep': 'off'}");

  @Test
  void whoever_says_when_to_come_again_is_obeyed_also_when_a_deadline_is_nearer() {
    var wait = SECOND.multipliedBy(60);
    var throttled = Trouble.of(new Failure.Throttled(Optional.of(wait), Said.FLY));
    var scene = Scene.fresh("{'image': '%A'}").meets(throttled);
    assertThat(scene.tell().again().orElseThrow()).isGreaterThanOrEqualTo(wait);
    assertThat(scene.later(Scene.DEADLINE.minusSeconds(10)).tell().again().orElseThrow())
        .isGreaterThanOrEqualTo(wait);
    assertThat(scene.tell().status().outlook().nextTryAt().orElseThrow())
        .isAfterOrEqualTo(Given.NOW.plus(wait));
  }

  @Test
  void the_deadline_itself_is_looked_at() {
    var scene =
        Scene.fresh("{'image': '%A'}").meets(DOWN).before(20).later(Scene.DEADLINE.minusSeconds(7));
    assertThat(scene.tell().again()).contains(SECOND.multipliedBy(7));
    assertThat(scene.tell().status().outlook().nextTryAt())
        .contains(Given.NOW.plus(Scene.DEADLINE));
  }

  @Test
  void a_machine_that_crashed_may_come_up_by_itself_until_the_deadline() {
    var crashed =
        READY_ONE.machines(it ->
            Altered.ended(
                it.withState(MachineState.STOPPED), new Exit(1, false, false, Given.NOW)));
    assertThat(crashed.tell().again().orElseThrow())
        .isBetween(SECOND.multipliedBy(9), SECOND.multipliedBy(11));
    assertThat(crashed.later(Scene.DEADLINE).tell().again().orElseThrow())
        .isGreaterThan(Duration.ofMinutes(4));
  }

  @Test
  void a_next_try_within_seconds_is_not_worth_telling() {
    var soon = READY_ONE.machines(it -> it.withState(MachineState.STARTING)).tell();
    assertThat(soon.again()).isPresent();
    assertThat(soon.status().outlook().nextTryAt()).isEmpty();
  }
}
