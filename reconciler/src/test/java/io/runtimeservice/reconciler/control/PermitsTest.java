package io.runtimeservice.reconciler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.control.Switches.Switch;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.control.Permits.Permit;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Cause;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Operation.Because;
import io.runtimeservice.reconciler.plan.Stage;
import io.runtimeservice.reconciler.status.Trouble;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermitsTest {

  private static final Because BECAUSE = new Because(Cause.DELETION_WANTED, "");
  private static final Desired PREVIEW = Wanted.desired("preview", "deleted", 1, "{}");
  private static final Desired PRODUCTION = Wanted.desired("production", "deleted", 1, "{}");
  private static final Observed THERE = Given.converged(PREVIEW);
  private static final Operation DELETE =
      new Operation.DeleteApp(THERE.record().naming().reserved().orElseThrow().name(), BECAUSE);
  private static final Operation START =
      new Operation.StartMachine(new Slot(0), "m0", Given.machineId(0), BECAUSE);

  private final ControlWorld world = new ControlWorld();
  private final Permits permits = world.permits();

  private void switched(Switches switches) {
    world.set(switches);
    world.switchboard.open();
  }

  private Permit ask(Desired desired, Observed observed, Operation... operations) {
    return Answers.of(permits.ask(desired, observed, new Stage(List.of(operations))));
  }

  @Test
  void what_takes_nothing_away_asks_for_no_brake() {
    switched(Switches.OFF);
    var permit = ask(PREVIEW, THERE, START);
    assertThat(permit.operations()).containsExactly(START);
    assertThat(permit.record()).isEqualTo(THERE.record());
    assertThat(world.counted()).isZero();
  }

  @Test
  void what_takes_something_away_is_counted_before_it_is_permitted_and_once() {
    switched(Switches.OFF);
    var first = ask(PREVIEW, THERE, DELETE);
    assertThat(first.stage()).isPresent();
    assertThat(first.withheld()).isEmpty();
    assertThat(world.counted()).isEqualTo(1);
    assertThat(first.record().agenda().counted()).contains("app 1");
    ask(PREVIEW, THERE.withRecord(first.record()), DELETE);
    assertThat(world.counted()).isEqualTo(1);
  }

  @Test
  void production_trips_the_brake_where_previews_are_paced() {
    switched(Switches.OFF);
    ask(PREVIEW, THERE, DELETE);
    ask(PREVIEW, THERE, DELETE);
    assertThat(ask(PREVIEW, THERE, DELETE).withheld().map(Trouble::reason))
        .contains(Reason.DELETION_PACED);
    assertThat(ask(PRODUCTION, THERE, DELETE).withheld().map(Trouble::reason))
        .contains(Reason.BRAKE_TRIPPED);
  }

  @Test
  void what_else_is_in_a_stage_goes_on() {
    switched(Switches.OFF.with(Switch.PAUSE_DESTRUCTIVE, true));
    var permit = ask(PREVIEW, THERE, START, DELETE);
    assertThat(permit.operations()).containsExactly(START);
    assertThat(permit.withheld()).isPresent();
    assertThat(world.tally.counted(Metric.DESTRUCTIONS_BLOCKED)).isEqualTo(1);
    assertThat(ask(PREVIEW, THERE, START).withheld()).isEmpty();
    assertThat(world.counted()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Switch.class,
      names = {"PAUSE_ALL", "OBSERVE_ONLY"})
  void nothing_is_permitted_while_it_is_paused_or_only_looked_at(Switch which) {
    switched(Switches.OFF.with(which, true));
    var permit = ask(PREVIEW, THERE, START, DELETE);
    assertThat(permit.stage()).isEmpty();
    assertThat(permit.withheld()).isPresent();
    assertThat(permits.unseen(Wanted.KEY).isPresent()).isEqualTo(which == Switch.PAUSE_ALL);
  }

  @Test
  void while_nothing_is_known_nothing_is_permitted() {
    assertThat(ask(PREVIEW, THERE, START).stage()).isEmpty();
    assertThat(Answers.of(permits.withheldOrphan(Wanted.KEY))).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Switch.class)
  void no_orphan_goes_while_any_switch_is_on(Switch which) {
    switched(Switches.OFF.with(which, true));
    assertThat(Answers.of(permits.withheldOrphan(Wanted.KEY))).isPresent();
    assertThat(world.counted()).isZero();
  }

  @Test
  void an_orphan_is_counted_and_trips_the_brake_beyond_the_budget() {
    switched(Switches.OFF);
    assertThat(Answers.of(permits.withheldOrphan(Wanted.KEY))).isEmpty();
    assertThat(Answers.of(permits.withheldOrphan(Wanted.KEY))).isEmpty();
    assertThat(world.counted()).isEqualTo(2);
    assertThat(Answers.of(permits.withheldOrphan(Wanted.KEY)).map(Trouble::reason))
        .contains(Reason.BRAKE_TRIPPED);
  }
}
