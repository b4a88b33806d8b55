package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Caller;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.status.RetryPolicy;
import io.runtimeservice.simulator.fly.Hosts;
import io.runtimeservice.simulator.fly.MachineDesk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong around the service, and how far it goes along with it. */
class MishapTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Duration LISTS_KNOW_AFTER = Duration.ofSeconds(5);

  /** Another repository, another owner, and the app's own for what a stranger has sent. */
  private static final List<Caller> STRANGERS =
      List.of(
          Caller.of(4711),
          new Caller(1, Optional.of(4711L), Optional.empty()),
          new Caller(1, Optional.empty(), Optional.of("pull_request_target")));

  private final Universe world = new Universe();

  @BeforeEach
  void somebodyWorks() {
    world.app("checkout", Samples.app());
    world.sweeping = Universe.SELDOM;
    world.replica();
  }

  private EnvironmentKey ready() {
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.pass(MINUTE);
    return key;
  }

  private EnvironmentKey drained() {
    var key =
        world.environment(
            "checkout", "production", Samples.production(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.change(
        key,
        record ->
            record
                .with("deletionProtection", Universe.value("false"))
                .with("desired", Values.text("deleted")));
    world.pass(MINUTE);
    return key;
  }

  private void destroyAll() {
    var app = world.onlyApp();
    for (var machine : world.machines(app)) {
      world.fly.machines().destroy(world.us, new MachineDesk.Path(app, machine.id()), true);
    }
  }

  private long since(long position, String action) {
    return world.mutatingSince(position).stream().filter(action::equals).count();
  }

  @Test
  void aMachineThatVanishesOnceIsMadeAgainAtOnce() {
    var key = ready();
    destroyAll();
    world.pass(LISTS_KNOW_AFTER);
    world.mark(key);
    world.pass(Duration.ofSeconds(5));
    assertThat(world.machines(world.onlyApp())).hasSize(1);
  }

  @Test
  void machinesThatVanishAgainAndAgainAreMadeEverMoreRarelyAndItSaysWhy() {
    var key = ready();
    long position = world.fly.ledger().position();
    for (int second = 0; second < 3600; second++) {
      destroyAll();
      world.mark(key);
      world.pass(Duration.ofSeconds(1));
    }
    assertThat(since(position, "machine_create"))
        .as("at once, after 10, 20, 40, 80, 160 s, and every five minutes")
        .isBetween(10L, 20L);
    assertThat(world.condition(key, "MachinesRunning").text("reason")).contains("MachineLost");

    world.until(key, "Ready");
    assertThat(world.onlyMachine().isGone()).isFalse();
  }

  @Test
  void aMachineWhoseHostTakesNoChangesIsReplacedByOneOnAnotherHost() {
    var key = ready();
    var before = world.onlyMachine();
    world.fly.hosts().set(before.place().host(), Hosts.Condition.FULL);

    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.until(key, "Progressing");
    world.until(key, "Ready");

    assertThat(world.onlyMachine().place().host()).isNotEqualTo(before.place().host());
    assertThat(world.onlyMachine().config().text("image")).contains(Samples.IMAGE_2);
  }

  @Test
  void productionDoesNotGoByAClockThatIsAlone() {
    world.clocksAgree = false;
    var key = drained();
    world.pass(Universe.DELETE_GRACE.multipliedBy(2));
    assertThat(world.apps()).hasSize(1);
    assertThat(world.condition(key, "Terminating").text("message").orElse(""))
        .contains("The grace period ended at", "clock");

    world.clocksAgree = true;
    world.until(key, "Deleted");
    assertThat(world.apps()).isEmpty();
  }

  @Test
  void untilWhenProductionIsKeptIsSaid() {
    var key = drained();
    assertThat(world.condition(key, "Terminating").text("message").orElse(""))
        .contains("The grace period ends at");
  }

  @Test
  void whatIsToBeDeletedNeedNoLongerBeValid() {
    var key = ready();
    world.change(
        key,
        record ->
            record
                .with("desired", Values.text("deleted"))
                .with("spec", Universe.tree("{'machines': -1, 'colour': 'red'}")));
    world.until(key, "Deleted");
    assertThat(world.apps()).isEmpty();
  }

  /** A repository's own token speaks for its own environments only. */
  @Test
  void aMarkByAnotherRepositoryCostsNoLook() {
    var key = ready();
    destroyAll();
    world.pass(LISTS_KNOW_AFTER);
    long position = world.fly.ledger().position();
    for (Caller stranger : STRANGERS) {
      world.queue.send(new Mark(key, Optional.of(MarkSource.GITHUB), Optional.of(stranger)));
      world.pass(MINUTE);
      assertThat(world.flySince(position)).as(stranger.toString()).isEmpty();
    }
    assertThat(world.queue.size()).as("and is gone").isZero();

    world.queue.send(new Mark(key, Optional.of(MarkSource.GITHUB), Optional.of(Caller.of(1))));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.mutatingSince(position)).contains("machine_create");
  }

  /** It is looked at when its time has come, and no sooner, and the mark is told of. */
  @Test
  void norDoesItWhereALookIsDueLater() {
    var key = ready();
    var machine = world.machines(world.onlyApp()).getFirst();
    var path = new MachineDesk.Path(world.onlyApp(), machine.id());
    world.fly.machines().cordon(world.us, path, true);
    world.pass(LISTS_KNOW_AFTER);
    world.queue.send(Mark.of(key, MarkSource.MANAGER));
    world.pass(Duration.ofSeconds(10));
    assertThat(world.condition(key, "Healthy").text("reason")).contains("Cordoned");

    long position = world.fly.ledger().position();
    for (Caller stranger : STRANGERS) {
      world.queue.send(new Mark(key, Optional.of(MarkSource.GITHUB), Optional.of(stranger)));
      world.pass(Duration.ofSeconds(2));
    }
    assertThat(world.flySince(position)).isEmpty();
    assertThat(world.replicas().getFirst().tally().counted(Metric.MARKS, "unauthorized"))
        .isEqualTo(STRANGERS.size());
    assertThat(world.queue.size()).as("and is gone").isZero();

    world.pass(RetryPolicy.PERSON.multipliedBy(2));
    assertThat(world.flySince(position)).as("its own time has come").isNotEmpty();
  }

  @Test
  void anOperatorsMarkMeansALookAtEverything() {
    var key = ready();
    long position = world.fly.ledger().position();
    world.queue.send(Mark.of(key, MarkSource.OPERATOR));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.readsSince(position))
        .contains("machine_list", "address_list", "secret_list", "certificate_list");
  }
}
