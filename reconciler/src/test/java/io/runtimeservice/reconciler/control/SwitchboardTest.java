package io.runtimeservice.reconciler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.control.Switches.Switch;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.status.Trouble;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SwitchboardTest {

  private static final EnvironmentKey OTHER = EnvironmentKey.of("checkout", "pr-2");

  private final ControlWorld world = new ControlWorld();
  private final Switchboard switchboard = world.switchboard;

  private Leave leave() {
    return switchboard.leave(Wanted.KEY);
  }

  private void hear() {
    world.time.advance(ControlWorld.INTERVAL);
  }

  private static Trouble why(Leave leave) {
    return switch (leave) {
      case Leave.Everything _ -> throw new AssertionError("everything is left to be done");
      case Leave.NothingDestructive(Trouble why) -> why;
      case Leave.Looking(Trouble why) -> why;
      case Leave.Nothing(Trouble why) -> why;
    };
  }

  @Test
  void before_it_has_read_everything_is_looked_at_and_nothing_is_changed() {
    assertThat(leave()).isInstanceOf(Leave.Looking.class);
    world.down = true;
    switchboard.open();
    assertThat(leave()).isInstanceOf(Leave.Looking.class);
    assertThat(world.tally.stands(Metric.KILL_SWITCH, "unreadable")).isEqualTo(1);
    world.down = false;
    hear();
    assertThat(leave()).isEqualTo(new Leave.Everything());
    assertThat(world.tally.stands(Metric.KILL_SWITCH, "unreadable")).isZero();
  }

  @Test
  void a_record_that_was_never_understood_lets_nothing_be_changed() {
    world.table.putControl(Wanted.tree("{\"pauseAll\": 7}"));
    switchboard.open();
    assertThat(leave()).isInstanceOf(Leave.Looking.class);
    assertThat(why(leave()).message()).contains("could not be read yet");
  }

  @Test
  void where_there_is_no_record_everything_may_be_done() {
    assertThat(switchboard.open().succeeded()).isTrue();
    assertThat(leave()).isEqualTo(new Leave.Everything());
    assertThat(world.news).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Switch.class)
  void a_switch_is_heard_with_the_next_read_and_ends_with_the_one_after(Switch which) {
    switchboard.open();
    world.set(Switches.OFF.with(which, true));
    assertThat(leave()).isEqualTo(new Leave.Everything());
    hear();
    var expected =
        switch (which) {
          case PAUSE_ALL -> Leave.Nothing.class;
          case PAUSE_DESTRUCTIVE -> Leave.NothingDestructive.class;
          case OBSERVE_ONLY -> Leave.Looking.class;
        };
    assertThat(leave()).isInstanceOf(expected);
    assertThat(why(leave()).reason()).isEqualTo(Reason.PAUSED);
    assertThat(why(leave()).message()).contains(which + " is on").contains("ada");
    world.set(Switches.OFF);
    hear();
    assertThat(leave()).isEqualTo(new Leave.Everything());
    assertThat(world.news).isEqualTo(3);
  }

  @Test
  void an_environment_that_is_paused_pauses_no_other() {
    world.set(Switches.OFF.withPaused(Wanted.KEY, true));
    switchboard.open();
    assertThat(leave()).isInstanceOf(Leave.Nothing.class);
    assertThat(switchboard.leave(OTHER)).isEqualTo(new Leave.Everything());
    assertThat(world.tally.stands(Metric.KILL_SWITCH, "paused")).isEqualTo(1);
  }

  @Test
  void the_strictest_of_several_switches_holds() {
    world.write(Brake.RELEASED.tripped(new Brake.Trip(ManualTime.START, "too much")));
    world.set(Switches.OFF.with(Switch.PAUSE_DESTRUCTIVE, true).with(Switch.OBSERVE_ONLY, true));
    switchboard.open();
    assertThat(leave()).isInstanceOf(Leave.Looking.class);
    world.set(world.control().switches().withPaused(Wanted.KEY, true));
    hear();
    assertThat(leave()).isInstanceOf(Leave.Nothing.class);
  }

  @Test
  void a_brake_that_has_tripped_lets_nothing_be_taken_away() {
    switchboard.open();
    world.write(Brake.RELEASED.tripped(new Brake.Trip(ManualTime.START, "too much")));
    hear();
    assertThat(leave()).isInstanceOf(Leave.NothingDestructive.class);
    assertThat(why(leave()).reason()).isEqualTo(Reason.BRAKE_TRIPPED);
    assertThat(why(leave()).message()).contains("too much");
    assertThat(world.tally.stands(Metric.BRAKE_TRIPPED)).isEqualTo(1);
    world.write(world.control().brake().released(0));
    hear();
    assertThat(leave()).isEqualTo(new Leave.Everything());
    assertThat(world.tally.stands(Metric.BRAKE_TRIPPED)).isZero();
  }

  @Test
  void what_was_last_known_holds_while_it_cannot_be_read_or_understood() {
    world.set(Switches.OFF.with(Switch.PAUSE_ALL, true));
    switchboard.open();
    world.down = true;
    world.time.advance(Duration.ofHours(1));
    assertThat(leave()).isInstanceOf(Leave.Nothing.class);
    world.down = false;
    world.table.putControl(Wanted.tree("{\"pauseAll\": \"off\"}"));
    hear();
    assertThat(leave()).isInstanceOf(Leave.Nothing.class);
    assertThat(world.tally.stands(Metric.KILL_SWITCH, "pause_all")).isEqualTo(1);
  }

  @Test
  void what_the_brake_counts_is_no_news() {
    switchboard.open();
    new BrakeDesk(world.braking()).count(Destruction.Kind.ASKED);
    hear();
    assertThat(world.news).isEqualTo(1);
  }

  @Test
  void after_its_end_it_reads_no_more() {
    switchboard.open();
    switchboard.close();
    world.set(Switches.OFF.with(Switch.PAUSE_ALL, true));
    world.time.advance(Duration.ofHours(1));
    assertThat(leave()).isEqualTo(new Leave.Everything());
    assertThat(world.time.timers()).isZero();
  }
}
