package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.reconciler.plan.RolloutPlanner;
import io.runtimeservice.simulator.fly.Hosts;
import io.runtimeservice.simulator.fly.MachineShot;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fly does not know how a machine is, because it cannot reach the machine's host. */
class OutOfReachTest {

  /** With the next look, and all that a rollout waits for. */
  private static final Duration REPLACED_WITHIN =
      RolloutPlanner.HOST_PATIENCE.plus(Duration.ofMinutes(2));

  private final Universe world = new Universe();
  private final Oracles oracles = new Oracles(world, Run.STARTS_WITHIN);
  private EnvironmentKey key = Rollout.KEY;
  private String app = "";

  /** What was lost, and on which host. */
  private String lost = "";

  private String host = "";

  /** Which kind of environment. */
  enum Of {
    PRODUCTION,
    PREVIEW
  }

  private void serving(Of of) {
    world.replica();
    String spec = Rollout.spec(Samples.IMAGE_1, 1, true);
    switch (of) {
      case PRODUCTION -> Rollout.serving(world, spec);
      case PREVIEW -> {
        key = Workload.KEY;
        world.app("checkout", Samples.app());
        world.environment("checkout", "pr-1", Samples.preview(spec));
        world.until(key, "Ready");
        world.pass(Duration.ofSeconds(10));
      }
    }
    app = world.onlyApp();
    MachineShot machine = world.onlyMachine();
    lost = machine.id().value();
    host = machine.place().host();
  }

  private void host(Hosts.Condition condition) {
    world.fly.hosts().set(host, condition);
    world.mark(key);
  }

  private String message() {
    return world.condition(key, "MachinesRunning").text("message").orElse("");
  }

  @AfterEach
  void nothing_was_wrong() {
    assertThat(world.violations()).isEmpty();
    assertThat(oracles.complaints()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void what_lasts_is_made_elsewhere_and_what_was_there_is_ended_once_it_can_be(Of of) {
    serving(of);
    var visitors = new Visitors(world, app, 1);
    long position = world.fly.ledger().position();
    host(Hosts.Condition.UNREACHABLE);
    world.pass(Duration.ofSeconds(30));
    assertThat(world.condition(key, "MachinesRunning").text("reason")).contains("HostUnreachable");
    assertThat(message()).contains("If that lasts, another is made elsewhere at 2026-");
    world.pass(RolloutPlanner.HOST_PATIENCE.minusMinutes(1));
    assertThat(world.mutatingSince(position)).as("before its time").isEmpty();

    world.pass(REPLACED_WITHIN.minus(RolloutPlanner.HOST_PATIENCE.minusMinutes(1)));
    assertThat(world.mutatingSince(position)).containsExactly("machine_create", "machine_uncordon");
    assertThat(world.condition(key, "Ready").text("status")).contains("True");
    assertThat(world.condition(key, "MachinesRunning").text("status")).contains("True");
    assertThat(world.condition(key, "Synced").text("reason")).contains("HostUnreachable");
    assertThat(world.condition(key, "Synced").text("message").orElse(""))
        .contains("What is not needed any more is ended once it can be: m0 (")
        .contains(lost);
    assertThat(world.machines(app).stream().map(it -> it.place().host()).distinct()).hasSize(2);

    long before = world.fly.ledger().position();
    world.pass(Duration.ofHours(3));
    assertThat(world.mutatingSince(before)).as("while nobody can reach it").isEmpty();

    host(Hosts.Condition.OK);
    world.pass(Duration.ofMinutes(2));
    assertThat(world.mutatingSince(before))
        .containsExactly("machine_cordon", "machine_stop", "machine_destroy");
    assertThat(world.machines(app)).hasSize(1).noneMatch(it -> it.id().value().equals(lost));
    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(visitors.turnedAway()).isEmpty();
    assertThat(visitors.tooFew()).isEmpty();
    before = world.fly.ledger().position();
    world.pass(Duration.ofMinutes(30));
    assertThat(world.mutatingSince(before)).isEmpty();
  }

  @Test
  void a_host_that_is_back_in_time_costs_nothing() {
    serving(Of.PREVIEW);
    long position = world.fly.ledger().position();
    for (int i = 0; i < 3; i++) {
      host(Hosts.Condition.UNREACHABLE);
      world.pass(RolloutPlanner.HOST_PATIENCE.minusSeconds(30));
      host(Hosts.Condition.OK);
      world.pass(Duration.ofSeconds(30));
      assertThat(world.state(key)).isEqualTo("Ready");
    }
    world.pass(Duration.ofMinutes(30));
    assertThat(world.mutatingSince(position)).isEmpty();
  }

  @Test
  void what_is_back_before_another_is_well_stays() {
    serving(Of.PRODUCTION);
    var visitors = new Visitors(world, app, 1);
    long position = world.fly.ledger().position();
    host(Hosts.Condition.UNREACHABLE);
    world.pass(RolloutPlanner.HOST_PATIENCE.minusSeconds(10));
    for (int i = 0; i < 400 && world.mutatingSince(position).isEmpty(); i++) {
      world.pass(Duration.ofMillis(50));
    }
    assertThat(world.mutatingSince(position)).containsExactly("machine_create");
    host(Hosts.Condition.OK);
    world.pass(Duration.ofMinutes(5));
    assertThat(world.onlyMachine().id().value()).isEqualTo(lost);
    assertThat(world.onlyMachine().cordoned()).isFalse();
    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(visitors.turnedAway()).isEmpty();
    assertThat(visitors.tooFew()).isEmpty();
  }

  @Test
  void what_is_wanted_anew_meanwhile_is_made_elsewhere_in_its_new_form() {
    serving(Of.PREVIEW);
    host(Hosts.Condition.UNREACHABLE);
    world.pass(Duration.ofMinutes(1));
    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(REPLACED_WITHIN);
    assertThat(world.machines(app).stream().filter(it -> !it.id().value().equals(lost)))
        .singleElement()
        .satisfies(it -> assertThat(it.config().text("image")).contains(Samples.IMAGE_2))
        .satisfies(it -> assertThat(it.cordoned()).isFalse());
    assertThat(world.table.status(key).whole("readyGeneration")).contains(2L);
    host(Hosts.Condition.OK);
    world.pass(Duration.ofMinutes(2));
    assertThat(world.onlyMachine().config().text("image")).contains(Samples.IMAGE_2);
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  @Test
  void it_is_nobodys_drift() {
    world.sweeping = OperatorScenarios.reporting();
    serving(Of.PRODUCTION);
    long position = world.fly.ledger().position();
    host(Hosts.Condition.UNREACHABLE);
    world.pass(REPLACED_WITHIN);
    assertThat(world.mutatingSince(position)).containsExactly("machine_create", "machine_uncordon");
    assertThat(world.condition(key, "Synced").text("reason")).contains("HostUnreachable");
    host(Hosts.Condition.OK);
    world.pass(Duration.ofMinutes(2));
    assertThat(world.mutatingSince(position))
        .endsWith("machine_cordon", "machine_stop", "machine_destroy");
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  @Test
  void what_is_out_of_reach_is_one_that_is_out() {
    world.replica();
    key = Workload.KEY;
    world.app("checkout", Samples.app());
    world.environment("checkout", "pr-1", Samples.preview(Rollout.spec(Samples.IMAGE_1, 3, true)));
    world.until(key, "Ready");
    app = world.onlyApp();
    host = world.machines(app).getFirst().place().host();
    var others =
        world.machines(app).stream().filter(it -> !it.place().host().equals(host)).toList();
    assertThat(others).as("on other hosts").isNotEmpty();
    host(Hosts.Condition.UNREACHABLE);
    world.pass(Duration.ofSeconds(30));
    long position = world.fly.ledger().position();
    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(2));
    assertThat(world.mutatingSince(position)).as("while one is out already").isEmpty();
    host(Hosts.Condition.OK);
    world.until(key, "Ready");
    assertThat(world.machines(app))
        .allMatch(it -> it.config().text("image").filter(Samples.IMAGE_2::equals).isPresent());
  }

  @Test
  void what_is_deleted_meanwhile_goes_whole() {
    serving(Of.PREVIEW);
    host(Hosts.Condition.UNREACHABLE);
    world.pass(REPLACED_WITHIN);
    assertThat(world.machines(app)).hasSize(2);
    world.desire(key, "deleted");
    world.pass(Duration.ofMinutes(5));
    assertThat(world.state(key)).isEqualTo("Deleted");
    assertThat(world.apps()).isEmpty();
  }
}
