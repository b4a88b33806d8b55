package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.reconciler.plan.RolloutPlanner;
import io.runtimeservice.simulator.fly.Hosts;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.MachineShot;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts are lost while something else is the matter, too. */
class LostHostsTest {

  private static final Duration PATIENCE = RolloutPlanner.HOST_PATIENCE;

  private final Universe world = new Universe();
  private final Oracles oracles = new Oracles(world, Run.STARTS_WITHIN);
  private EnvironmentKey key = Rollout.KEY;
  private String app = "";

  private void production(int machines) {
    world.replica();
    Rollout.serving(world, Rollout.spec(Samples.IMAGE_1, machines, true));
    app = world.onlyApp();
  }

  private void preview(int machines) {
    world.replica();
    key = Workload.KEY;
    world.app("checkout", Samples.app());
    world.environment(
        "checkout", "pr-1", Samples.preview(Rollout.spec(Samples.IMAGE_1, machines, true)));
    world.until(key, "Ready");
    world.pass(Duration.ofSeconds(10));
    app = world.onlyApp();
  }

  private MachineShot named(String name) {
    return machine(name).orElseThrow();
  }

  private Optional<MachineShot> machine(String name) {
    return Reality.machines(world, app).stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private void host(MachineShot machine, Hosts.Condition condition) {
    world.fly.hosts().set(machine.place().host(), condition);
    world.mark(key);
  }

  private long times(long position, String action) {
    return world.mutatingSince(position).stream().filter(action::equals).count();
  }

  private String seen(long position) {
    return world.mutatingSince(position)
        + " "
        + world.machines(app)
        + "\n"
        + world.table.status(key);
  }

  /** Lets time pass until there is a machine of that name, which is not well yet. */
  private MachineShot made(String name, Duration within) {
    for (long millis = 0; millis < within.toMillis(); millis += 100) {
      if (machine(name).isPresent()) {
        return named(name);
      }
      world.pass(Duration.ofMillis(100));
    }
    throw new AssertionError("no " + name + ": " + world.table.status(key));
  }

  @AfterEach
  void nothing_was_wrong() {
    assertThat(world.violations()).isEmpty();
    assertThat(oracles.soFar()).as("a host may still be lost").isEmpty();
  }

  @Test
  void green_whose_host_is_lost_too_is_given_up_and_another_one_made() {
    preview(1);
    long position = world.fly.ledger().position();
    host(named("m0"), Hosts.Condition.UNREACHABLE);
    host(made("m0-1", PATIENCE.plusMinutes(2)), Hosts.Condition.UNREACHABLE);
    world.pass(Duration.ofMinutes(30));
    assertThat(times(position, "machine_create")).as(seen(position)).isEqualTo(2);
    assertThat(world.condition(key, "MachinesRunning").text("status")).contains("True");
    assertThat(times(position, "machine_destroy")).as("of what cannot be reached").isZero();
  }

  @Test
  void a_rollout_goes_on_when_the_host_of_its_green_machines_is_lost() {
    production(2);
    long position = world.fly.ledger().position();
    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    var lost = made("m1-1", Duration.ofMinutes(2));
    host(lost, Hosts.Condition.UNREACHABLE);
    world.pass(Duration.ofHours(2));
    assertThat(
            Reality.machines(world, app).stream()
                .filter(it -> !it.place().host().equals(lost.place().host()))
                .map(it -> it.config().text("image").orElse("")))
        .as(seen(position))
        .containsExactly(Samples.IMAGE_2, Samples.IMAGE_2);
    assertThat(times(position, "machine_create")).as(seen(position)).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_is_too_many_and_out_of_reach_is_not_ready_and_goes_once_it_can(boolean repairs) {
    if (!repairs) {
      world.sweeping = OperatorScenarios.reporting();
    }
    preview(2);
    assertThat(named("m0").place().host()).isNotEqualTo(named("m1").place().host());
    long position = world.fly.ledger().position();
    var lost = named("m1");
    host(lost, Hosts.Condition.UNREACHABLE);
    world.pass(Duration.ofSeconds(30));
    world.spec(key, "machines", "1");
    world.pass(Duration.ofMinutes(1));
    assertThat(world.state(key)).as("m1 may serve").isEqualTo("Degraded");
    world.pass(Duration.ofMinutes(30));
    assertThat(world.mutatingSince(position)).isEmpty();
    world.fly.hosts().set(lost.place().host(), Hosts.Condition.OK);
    world.pass(Duration.ofMinutes(10));
    assertThat(machine("m1")).as(seen(position)).isEmpty();
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  @Test
  void it_is_opened_also_where_something_else_is_gone_and_that_is_only_reported() {
    world.sweeping = OperatorScenarios.reporting();
    production(2);
    assertThat(named("m0").place().host()).isNotEqualTo(named("m1").place().host());
    world.fly.machines().destroy(world.us, new MachineDesk.Path(app, named("m0").id()), true);
    world.pass(Duration.ofMinutes(2));
    assertThat(world.condition(key, "Synced").text("reason")).contains("DriftDetected");
    long position = world.fly.ledger().position();
    host(named("m1"), Hosts.Condition.UNREACHABLE);
    world.pass(Duration.ofMinutes(30));
    assertThat(world.mutatingSince(position))
        .as(seen(position))
        .containsExactly("machine_create", "machine_uncordon");
  }

  @Test
  void it_is_made_elsewhere_also_where_replicas_take_turns() {
    preview(1);
    long position = world.fly.ledger().position();
    host(named("m0"), Hosts.Condition.UNREACHABLE);
    for (int i = 0; i < 10; i++) {
      world.pass(PATIENCE.minusMinutes(1));
      world.end(world.replicas().getLast());
      world.replica();
      world.spec(key, "config", "{'A': '%d'}".formatted(i));
    }
    assertThat(times(position, "machine_create")).as(seen(position)).isPositive();
  }

  @Test
  void where_there_is_no_room_nothing_is_said_to_be_made() {
    preview(1);
    world.fly.hosts().fillRegion("iad");
    host(named("m0"), Hosts.Condition.UNREACHABLE);
    world.pass(PATIENCE.plusMinutes(2));
    assertThat(world.condition(key, "MachinesRunning").text("message").orElse(""))
        .contains("Tried iad")
        .doesNotContain("Another is made elsewhere");
    assertThat(world.condition(key, "MachinesRunning").text("reason"))
        .contains("InsufficientCapacity");
  }

  @Test
  void what_was_asked_for_and_cannot_be_given_is_not_in_sync() {
    preview(1);
    host(named("m0"), Hosts.Condition.UNREACHABLE);
    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(1));
    assertThat(world.condition(key, "Synced").whole("observedGeneration")).contains(2L);
    assertThat(world.condition(key, "Synced").text("status")).contains("False");
  }

  @Test
  void what_is_stopped_meanwhile_is_stopped_and_tidied_up_once_it_can_be() {
    preview(1);
    var blue = named("m0");
    host(blue, Hosts.Condition.UNREACHABLE);
    var green = made("m0-1", PATIENCE.plusMinutes(2));
    host(green, Hosts.Condition.UNREACHABLE);
    world.desire(key, "stopped");
    world.pass(Duration.ofMinutes(30));
    assertThat(world.state(key)).isNotEqualTo("Ready");
    world.fly.hosts().set(green.place().host(), Hosts.Condition.OK);
    world.fly.hosts().set(blue.place().host(), Hosts.Condition.OK);
    world.pass(Duration.ofMinutes(10));
    assertThat(Reality.machines(world, app))
        .as(world.table.status(key).toString())
        .singleElement()
        .satisfies(it -> assertThat(it.id()).isEqualTo(blue.id()))
        .satisfies(it -> assertThat(it.state()).isEqualTo(MachineState.STOPPED));
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  @Test
  void what_was_too_many_and_is_wanted_again_is_made_anew_and_nobody_is_missed() {
    preview(2);
    assertThat(named("m0").place().host()).isNotEqualTo(named("m1").place().host());
    var lost = named("m1");
    host(lost, Hosts.Condition.UNREACHABLE);
    world.pass(Duration.ofSeconds(30));
    world.spec(key, "machines", "1");
    world.pass(Duration.ofMinutes(1));
    world.spec(key, "machines", "2");
    host(lost, Hosts.Condition.OK);
    var visitors = new Visitors(world, app, 2);
    world.pass(Duration.ofMinutes(10));
    assertThat(visitors.turnedAway()).isEmpty();
    assertThat(visitors.tooFew()).isEmpty();
    assertThat(Reality.machines(world, app)).hasSize(2);
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-place", "recreate", "blue-green"})
  void all_get_what_is_wanted_though_one_is_lost(String how) {
    preview(3);
    world.spec(key, "replacement", "'" + how + "'");
    world.until(key, "Ready");
    var lost = named("m1");
    host(lost, Hosts.Condition.UNREACHABLE);
    world.pass(Duration.ofSeconds(30));
    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(20));
    assertThat(
            Reality.machines(world, app).stream()
                .filter(it -> !it.place().host().equals(lost.place().host()))
                .map(it -> it.config().text("image").orElse("")))
        .as(world.table.status(key).toString())
        .containsExactly(Samples.IMAGE_2, Samples.IMAGE_2, Samples.IMAGE_2);
    world.fly.hosts().set(lost.place().host(), Hosts.Condition.OK);
    world.pass(Duration.ofMinutes(10));
    assertThat(Reality.machines(world, app)).hasSize(3);
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  @Test
  void somebody_who_changes_another_again_and_again_does_not_keep_it_from_being_opened() {
    production(2);
    for (int i = 0; i < 8; i++) {
      world.fly.machines().destroy(world.us, new MachineDesk.Path(app, inSlot("m0").id()), true);
      world.pass(Duration.ofMinutes(4));
      if (world.condition(key, "Synced").text("reason").filter("Quarantined"::equals).isPresent()) {
        break;
      }
    }
    assertThat(world.condition(key, "Synced").text("reason")).contains("Quarantined");
    long position = world.fly.ledger().position();
    host(inSlot("m1"), Hosts.Condition.UNREACHABLE);
    world.pass(Duration.ofMinutes(30));
    assertThat(world.mutatingSince(position))
        .as(seen(position))
        .containsExactly("machine_create", "machine_uncordon");
  }

  private MachineShot inSlot(String slot) {
    return Reality.machines(world, app).stream()
        .filter(it -> it.name().equals(slot) || it.name().startsWith(slot + "-"))
        .findFirst()
        .orElseThrow();
  }
}
