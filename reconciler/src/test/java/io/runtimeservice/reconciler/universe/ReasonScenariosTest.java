package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.reconciler.universe.ReasonScenario.Told;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** For each reason something happens that leads to it; whoever waits reads why, and for whom. */
class ReasonScenariosTest {

  private static final List<String> NEVER_TOLD = List.of("hunter2");

  private final Ground ground = new Ground();

  static List<ReasonScenario> scenarios() {
    return ReasonScenarios.all();
  }

  @ParameterizedTest
  @EnumSource
  void every_reason_has_one_scenario(Reason reason) {
    assertThat(ReasonScenarios.of(reason).reason()).isEqualTo(reason);
  }

  @Test
  void no_scenario_is_for_a_reason_that_has_another() {
    assertThat(scenarios()).extracting(ReasonScenario::reason).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void whoever_waits_reads_why_and_for_whom_and_is_led_out_of_it(ReasonScenario scenario) {
    scenario.begins().accept(ground);
    switch (scenario.told()) {
      case Told.InCondition told -> isTold(scenario, told);
      case Told.BeforeAnyStatus _ -> isUnderWay(scenario);
    }

    scenario
        .ending()
        .ifPresent(ending -> {
          ending.deed().accept(ground);
          ground.untilOutOf(scenario.reason(), ending.state());
        });
    assertThat(ground.world.violations()).isEmpty();
    assertThat(Json.write(ground.world.table.status(ground.key()))).doesNotContain(NEVER_TOLD);
  }

  private void isTold(ReasonScenario scenario, Told.InCondition told) {
    Reason reason = scenario.reason();
    Status status = ground.untilTold(reason);

    assertThat(status.condition(told.type()).map(Condition::reason))
        .as(() -> Json.write(ground.world.table.status(ground.key())))
        .contains(reason);
    assertThat(status.outlook().waitingOn()).isEqualTo(reason.waitingOn());
    assertThat(status.outlook().nextAction()).isEqualTo(reason.nextAction());
    assertThat(status.headline().message())
        .startsWith(reason.sentence())
        .doesNotEndWith(" ")
        .doesNotContain(NEVER_TOLD);
    assertThat(scenario.evidence())
        .allSatisfy(it -> assertThat(status.headline().message()).contains(it));
  }

  private void isUnderWay(ReasonScenario scenario) {
    ground.untilUnderWay(scenario.reason());

    assertThat(ground.status()).isEmpty();
  }
}
