package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.EnvironmentStore.StatusWrite;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.simulator.fly.Hosts;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.MachineOrder;
import io.runtimeservice.simulator.fly.MachineShot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every oracle finds what it is there to find: the offence is planted, and it says so. */
class OraclesTest {

  private final Universe world = new Universe();
  private final Oracles oracles = new Oracles(world, Duration.ofMinutes(3));
  private EnvironmentKey key = Workload.KEY;

  @BeforeEach
  void allIsWell() {
    world.app("checkout", Samples.app());
    world.sweeping = Universe.SELDOM;
    world.replica();
    key =
        world.environment(
            "checkout",
            "pr-1",
            Samples.preview("{'image': '%s', 'sleep': 'off'}".formatted(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.pass(Duration.ofSeconds(30));
    assertThat(oracles.complaints()).isEmpty();
    assertThat(oracles.judged().statuses()).isPositive();
    assertThat(oracles.judged().logs()).isPositive();
  }

  private FlyAppName app() {
    return new FlyAppName(world.onlyApp());
  }

  private MachineDesk.Path machine() {
    return new MachineDesk.Path(world.onlyApp(), world.onlyMachine().id());
  }

  /** As if the replica made the call. */
  private void makes(FlyCall<?> call) {
    world.sent(
        new Call("replica-1", 0, Call.Port.FLY, call.action(), Optional.empty()),
        List.of(call, Duration.ZERO));
  }

  /** As if the replica wrote the status that stands, but for a change. */
  private void writes(Value.Tree status) {
    var record = world.table.environment(key).orElseThrow();
    var write =
        new StatusWrite(
            key,
            record.get("generation"),
            record.tree("status").get("rev"),
            Optional.empty(),
            status);
    world.sent(
        new Call("replica-1", 0, Call.Port.ENVIRONMENTS, "writeStatus", Optional.empty()),
        List.of(write));
  }

  private void complains(String of) {
    assertThat(oracles.complaints()).anyMatch(it -> it.contains(of));
  }

  @Test
  void o2_finds_an_app_that_is_left_over() {
    world.table.changeEnvironment(key, it -> it.with("desired", Universe.value("'deleted'")));
    complains("O2: the app");
  }

  /** Somebody makes a machine as there is one. */
  private void another() {
    world
        .fly
        .machines()
        .create(
            world.us,
            world.onlyApp(),
            "another",
            Optional.of("iad"),
            new MachineOrder(
                world.onlyMachine().config(), true, false, Optional.empty(), Optional.empty()));
  }

  @Test
  void o2_finds_a_machine_too_many() {
    another();
    world.time.advance(Duration.ofSeconds(1));
    complains("O2: the machine another");
  }

  @Test
  void o2_finds_an_address_too_many() {
    world.fly.addresses().assign(world.us, world.onlyApp(), AddressType.V6, Optional.empty());
    complains("O2: the addresses");
  }

  @Test
  void o3_finds_an_app_that_nobody_wants_deleted() {
    makes(new AppCall.Delete(app()));
    complains("nobody wants the app deleted");
  }

  @Test
  void o3_finds_an_app_that_no_record_names() {
    makes(new AppCall.Delete(new FlyAppName("somebody-elses")));
    complains("no record names the app");
  }

  @Test
  void o3_finds_a_machine_that_serves_and_is_destroyed() {
    makes(new MachineCall.Destroy(app(), world.onlyMachine().id()));
    complains("there is no reason");
  }

  @Test
  void o3_finds_a_machine_that_was_not_looked_at_since_it_was_changed() {
    makes(new MachineCall.Start(app(), world.onlyMachine().id()));
    makes(new MachineCall.Destroy(app(), world.onlyMachine().id()));
    complains("was not looked at");
  }

  @Test
  void o3_finds_a_machine_that_is_not_ours() {
    var unmarked = world.onlyMachine().config().with("metadata", Value.Tree.EMPTY);
    world
        .fly
        .machines()
        .update(
            world.us,
            machine(),
            new MachineOrder(unmarked, true, false, Optional.empty(), Optional.empty()),
            Optional.empty());
    makes(new MachineCall.Destroy(app(), world.onlyMachine().id()));
    complains("does not carry our mark");
  }

  @Test
  void o3_finds_a_machine_that_is_stopped_and_shall_run() {
    makes(new MachineCall.Stop(app(), world.onlyMachine().id()));
    complains("there is no reason");
  }

  @Test
  void o3_finds_a_machine_that_is_closed_and_shall_serve() {
    makes(new MachineCall.Cordon(app(), world.onlyMachine().id()));
    complains("there is no reason");
  }

  @Test
  void o3_lets_a_machine_be_closed_that_nobody_wants_to_run() {
    world.desire(key, "stopped");
    world.pass(Duration.ofSeconds(30));
    assertThat(world.onlyMachine().state()).isEqualTo(MachineState.STOPPED);
    makes(new MachineCall.Cordon(app(), world.onlyMachine().id()));
    assertThat(oracles.complaints()).isEmpty();
  }

  /** Production, in a rollout: blue serves, and green runs and is still closed. */
  private MachineShot green() {
    var production =
        world.environment(
            "checkout", "production", Samples.production(Samples.spec(Samples.IMAGE_1)));
    world.until(production, "Ready");
    world.spec(production, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofSeconds(8));
    String app = world.table.runtime(production).flatMap(it -> it.text("flyApp")).orElseThrow();
    var green = Reality.machines(world, app).stream().filter(MachineShot::cordoned).toList();
    assertThat(green).hasSize(1).allMatch(it -> it.state() == MachineState.STARTED);
    return green.getFirst();
  }

  @Test
  void o3_finds_a_green_machine_that_is_as_it_should_be_and_is_destroyed() {
    var green = green();
    makes(new MachineCall.Destroy(new FlyAppName(green.app()), green.id()));
    complains("there is no reason to do that to m0-1");
  }

  @Test
  void o3_lets_a_green_machine_be_destroyed_that_is_not_wanted_as_it_is_any_more() {
    var green = green();
    world.spec(EnvironmentKey.of("checkout", "production"), "image", "'" + Samples.IMAGE_3 + "'");
    world.pass(Duration.ofMinutes(2));
    assertThat(
            world.fly.ledger().all().stream().filter(it -> it.action().equals("machine_destroy")))
        .as("green, and in the end blue")
        .hasSize(2);
    assertThat(Reality.machines(world, green.app())).noneMatch(it -> it.id().equals(green.id()));
    assertThat(oracles.complaints()).isEmpty();
  }

  /** Where the first try has come to nothing, and the second has one that is well. */
  private MachineShot greenOfTheSecondTry() {
    var exits = new ImageBehaviour.Exits(1, false, Duration.ofSeconds(1));
    world.fly.registry().put(Samples.IMAGE_2, exits);
    var production =
        world.environment(
            "checkout", "production", Samples.production(Samples.spec(Samples.IMAGE_1)));
    world.until(production, "Ready");
    world.spec(production, "image", "'" + Samples.IMAGE_2 + "'");
    pass(() -> rollout(production).setback().isPresent());
    world.fly.registry().put(Samples.IMAGE_2, new ImageBehaviour.Serves());
    String app = world.table.runtime(production).flatMap(it -> it.text("flyApp")).orElseThrow();
    pass(() -> rollout(production).wellSince().isPresent());
    var rollout = rollout(production);
    assertThat(rollout.begun().orElseThrow().number())
        .isGreaterThan(rollout.setback().orElseThrow().number());
    var green = Reality.machines(world, app).stream().filter(MachineShot::cordoned).toList();
    assertThat(green).hasSize(1).allMatch(it -> it.state() == MachineState.STARTED);
    return green.getFirst();
  }

  private Rollout rollout(EnvironmentKey of) {
    return Reality.applied(world, of).rollout();
  }

  private void pass(BooleanSupplier until) {
    for (int i = 0; i < 6000 && !until.getAsBoolean(); i++) {
      world.pass(Duration.ofMillis(100));
    }
    assertThat(until.getAsBoolean()).isTrue();
  }

  @Test
  void o3_finds_a_green_machine_of_the_second_try_that_is_well_and_is_destroyed() {
    var green = greenOfTheSecondTry();
    assertThat(oracles.complaints()).noneMatch(it -> it.contains("O3"));
    makes(new MachineCall.Destroy(new FlyAppName(green.app()), green.id()));
    complains("there is no reason to do that to m0-2");
  }

  /**
   * There were two machines, of which one was lost, and then one was wanted: the second has come
   * back and was closed. Now two are wanted again, and the replica has read that, and cannot ask
   * Fly any more.
   */
  private MachineShot onItsWayOut(String wish) {
    world.spec(key, "machines", "2");
    pass(() -> world.machines(world.onlyApp()).size() == 2);
    world.pass(Duration.ofSeconds(30));
    var host = named("m1").place().host();
    world.fly.hosts().set(host, Hosts.Condition.UNREACHABLE);
    world.spec(key, "machines", "1");
    pass(() -> !rollout(key).retiring().isEmpty());
    world.fly.hosts().set(host, Hosts.Condition.OK);
    world.mark(key);
    pass(() -> named("m1").cordoned());
    world.mark(key);
    world.pass(Duration.ofSeconds(2));
    world.trouble =
        call ->
            call.port() == Call.Port.FLY ? new Perturbation.RequestLost() : new Perturbation.None();
    world.change(
        key,
        it ->
            it.with("spec", it.tree("spec").with("machines", Universe.value("2")))
                .with("desired", Universe.value("'" + wish + "'")));
    world.pass(Duration.ofSeconds(2));
    assertThat(oracles.complaints()).isEmpty();
    var leaves = named("m1");
    assertThat(leaves.cordoned()).isTrue();
    assertThat(rollout(key).retiring()).containsOnlyKeys(leaves.id());
    return leaves;
  }

  private MachineShot named(String name) {
    return world.machines(world.onlyApp()).stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void somebodySetsCordon(MachineShot machine, boolean on) {
    world.fly.machines().cordon(world.us, new MachineDesk.Path(world.onlyApp(), machine.id()), on);
  }

  @Test
  void o3_lets_one_go_that_was_on_its_way_out_before_all_was_to_be_stopped() {
    var leaves = onItsWayOut("stopped");
    makes(new MachineCall.Destroy(app(), leaves.id()));
    assertThat(oracles.complaints()).isEmpty();
  }

  @Test
  void o3_finds_one_on_its_way_out_that_is_wanted_to_run_again_and_is_destroyed() {
    var leaves = onItsWayOut("running");
    makes(new MachineCall.Destroy(app(), leaves.id()));
    complains("there is no reason to do that to m1");
  }

  @Test
  void o3_finds_one_on_its_way_out_that_is_open_and_is_destroyed() {
    var leaves = onItsWayOut("stopped");
    somebodySetsCordon(leaves, false);
    makes(new MachineCall.Destroy(app(), leaves.id()));
    complains("there is no reason to do that to m1");
  }

  @Test
  void o3_finds_one_that_is_closed_and_to_be_stopped_and_was_not_on_its_way_out() {
    onItsWayOut("stopped");
    var stays = named("m0");
    somebodySetsCordon(stays, true);
    makes(new MachineCall.Destroy(app(), stays.id()));
    complains("there is no reason to do that to m0");
  }

  /** The host of the only machine is lost, and another one made beside it. */
  private MachineShot beside(boolean opened) {
    world.fly.hosts().set(world.onlyMachine().place().host(), Hosts.Condition.UNREACHABLE);
    world.mark(key);
    for (int i = 0; i < 4000; i++) {
      var made =
          Reality.machines(world, world.onlyApp()).stream()
              .filter(it -> it.name().equals("m0-1") && it.cordoned() != opened)
              .filter(it -> it.state() == MachineState.STARTED)
              .findFirst();
      if (made.isPresent()) {
        world.pass(Duration.ofSeconds(5));
        return made.orElseThrow();
      }
      world.pass(Duration.ofMillis(100));
    }
    throw new AssertionError("no other one is made");
  }

  @Test
  void o3_finds_the_one_in_the_place_of_one_out_of_reach_that_is_destroyed_before_it_is_opened() {
    var green = beside(false);
    makes(new MachineCall.Destroy(app(), green.id()));
    complains("there is no reason to do that to m0-1");
  }

  @Test
  void o3_finds_the_one_in_the_place_of_one_out_of_reach_that_is_destroyed() {
    var opened = beside(true);
    makes(new MachineCall.Destroy(app(), opened.id()));
    complains("there is no reason to do that to m0-1");
  }

  @Test
  void o6_finds_a_status_that_says_ready_because_of_one_that_is_on_its_way_out() {
    var opened = beside(true);
    world.trouble = _ -> new Perturbation.RequestLost();
    world.fly.machines().stop(world.us, new MachineDesk.Path(world.onlyApp(), opened.id()));
    world.pass(StatusTruth.FRESH.plusSeconds(1));
    writes(world.table.status(key));
    complains("it is Ready, and m0-1 does not serve");
  }

  @Test
  void o3_finds_the_last_address_of_a_type_that_is_wanted() {
    String ip = world.fly.addresses().list(world.us, world.onlyApp()).getFirst().ip();
    makes(new AddressCall.Release(app(), ip));
    complains("it is the only address");
  }

  @Test
  void o3_finds_a_certificate_that_is_wanted() {
    world.spec(key, "certificates", "[{'hostname': 'a.example.com'}]");
    world.pass(Duration.ofSeconds(30));
    makes(new CertificateCall.Remove(app(), "a.example.com"));
    complains("a.example.com is wanted");
  }

  @Test
  void o6_finds_a_status_that_says_ready_of_what_is_gone() {
    world.fly.machines().destroy(world.us, machine(), true);
    world.time.advance(StatusTruth.FRESH.plusSeconds(1));
    writes(world.table.status(key));
    complains("it is Ready, and there is no machine in slot m0");
  }

  @Test
  void o6_finds_a_status_that_says_ready_of_another_image() {
    world.table.changeEnvironment(
        key,
        it ->
            it.with(
                "spec",
                it.tree("spec").with("image", Universe.value("'" + Samples.IMAGE_2 + "'"))));
    world.mark(key);
    world.trouble =
        call ->
            call.action().equals("machine_update")
                ? new Perturbation.RequestLost()
                : new Perturbation.None();
    world.pass(Duration.ofSeconds(10));
    writes(world.table.status(key).with("readyGeneration", Universe.value("1")));
    complains("it is Ready, and m0 has image");
  }

  @Test
  void o6_finds_a_status_that_says_ready_where_two_serve_at_once() {
    another();
    world.time.advance(StatusTruth.FRESH.plusSeconds(1));
    writes(world.table.status(key));
    complains("it is Ready, and slot m0 is served by");
  }

  @Test
  void o6_finds_a_status_that_says_deleted_of_what_is_there() {
    writes(world.table.status(key).with("state", Universe.value("'Deleted'")));
    complains("it is Deleted, and there is the app");
  }

  @Test
  void o6_finds_a_time_that_moves_though_nothing_has_flipped() {
    var status = world.table.status(key);
    var conditions =
        status.items("conditions").stream()
            .map(it ->
                (Value)
                    ((Value.Tree) it)
                        .with("lastTransitionTime", Universe.value("'2026-12-01T10:00:00Z'")))
            .toList();
    writes(status.with("conditions", new Value.Many(conditions)));
    complains("has not flipped, and its time moves");
  }

  @Test
  void o7_finds_an_environment_that_waits() {
    world.trouble =
        call -> call.isReceive() ? new Perturbation.RequestLost() : new Perturbation.None();
    world.pass(Duration.ofMinutes(1));
    world.mark(key);
    world.pass(Duration.ofMinutes(4));
    complains("O7: checkout/pr-1 still waits");
  }

  @Test
  void o11_finds_a_step_that_holds_the_loop() {
    world.time.after(
        Duration.ofSeconds(1),
        () -> {
          for (int i = 0; i <= StepWork.PIECES_MAX; i++) {
            world.works("replica-1");
          }
        });
    world.pass(Duration.ofSeconds(2));
    complains("O11");
  }

  @Test
  void o12_finds_a_thing_that_no_log_tells_of() {
    world.fly.addresses().assign(world.us, world.onlyApp(), AddressType.V4, Optional.empty());
    complains("O12: by its log there is no address v4");
  }

  @Test
  void o12_finds_a_thing_that_only_the_log_tells_of() {
    String app = world.onlyApp();
    var v6 =
        world.fly.addresses().list(world.us, app).stream()
            .filter(it -> it.type() == AddressType.V6)
            .findFirst()
            .orElseThrow();
    world.fly.addresses().release(world.us, app, v6.ip());
    complains("O12: by its log there is address v6");
  }

  @Test
  void o12_finds_a_machine_that_we_have_destroyed_and_the_log_still_tells_of() {
    var lost = machine();
    makes(new MachineCall.Destroy(app(), lost.machine()));
    world.fly.machines().destroy(world.us, lost, true);
    complains("O12: by its log there is machine m0");
  }

  @Test
  void o12_finds_it_also_where_another_environment_has_one_of_that_name() {
    var lost = machine();
    var app = app();
    var other =
        world.environment("checkout", "pr-2", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(other, "Ready");
    world.pass(Duration.ofSeconds(30));
    assertThat(oracles.complaints()).isEmpty();
    makes(new MachineCall.Destroy(app, lost.machine()));
    world.fly.machines().destroy(world.us, lost, true);
    complains("O12: by its log there is machine m0 of checkout/pr-1");
  }

  @Test
  void o12_does_not_ask_of_the_log_what_somebody_else_has_destroyed() {
    world.fly.machines().destroy(world.us, machine(), true);
    assertThat(oracles.complaints()).isEmpty();
  }
}
