package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.fly.Fault;
import io.runtimeservice.simulator.fly.FlyError;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.Refusals;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The status is true: of what serves, of what is wanted, and of when to look again. */
class TruthTest {

  private final Universe world = new Universe();

  @BeforeEach
  void somebodyWorks() {
    world.app("checkout", Samples.app());
    world.replica();
  }

  private EnvironmentKey ready() {
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.pass(Duration.ofSeconds(30));
    return key;
  }

  private void refuse(String action, FlyError error) {
    world
        .fly
        .door()
        .trouble(
            visit -> visit.action().equals(action) ? new Fault.Refused(error) : new Fault.None());
  }

  private void refuseNothing() {
    world.fly.door().trouble(_ -> new Fault.None());
  }

  private static FlyError down() {
    return Refusals.broken(503);
  }

  private static FlyError throttled(Duration retryAfter) {
    return Refusals.throttled(Optional.of(retryAfter));
  }

  private void destroyBehindTheServicesBack() {
    world
        .fly
        .machines()
        .destroy(world.us, new MachineDesk.Path(world.onlyApp(), world.onlyMachine().id()), true);
  }

  private long callsSince(long position, String action) {
    return world.fly.ledger().since(position).stream()
        .filter(it -> it.action().equals(action))
        .count();
  }

  @Test
  void aGenerationThatCannotBeAppliedWholeIsNotReadyAndTheOneBeforeItIs() {
    var key = ready();

    world.spec(key, "secrets", "{'DB': {'ref': 'checkout/none', 'version': '1', 'key': 'url'}}");
    world.pass(Duration.ofMinutes(1));

    assertThat(world.table.status(key).whole("readyGeneration")).contains(1L);
    assertThat(world.condition(key, "Ready").text("status")).contains("True");
    assertThat(world.condition(key, "Ready").text("message").orElse(""))
        .contains("Generation 1 serves", "DB");
    assertThat(world.condition(key, "Synced").text("status")).contains("False");

    world.pass(Duration.ofMinutes(10));
    assertThat(world.condition(key, "Stalled").text("status")).contains("True");
  }

  @Test
  void whatIsWantedAgainAfterItsDeletionIsNotSaidToBeDeleted() {
    var key = ready();
    world.desire(key, "deleted");
    world.until(key, "Deleted");

    world.change(
        key,
        record ->
            record
                .with("desired", Universe.value("'running'"))
                .with("spec", Universe.tree("{'machines': -1}")));
    world.pass(Duration.ofMinutes(1));

    assertThat(world.state(key)).isEqualTo("Blocked");
    assertThat(world.table.status(key).text("waitingOn")).contains("you");
  }

  @Test
  void whatComesBackFromItsGracePeriodIsTriedAgainAtOnce() {
    var key =
        world.environment(
            "checkout", "production", Samples.production(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.change(
        key,
        record ->
            record
                .with("deletionProtection", Universe.value("false"))
                .with("desired", Universe.value("'deleted'")));
    world.pass(Duration.ofMinutes(1));

    refuse("machine_list", down());
    world.desire(key, "running");
    world.pass(Duration.ofSeconds(5));
    assertThat(world.state(key)).isNotEqualTo("Terminating");
    refuseNothing();
    world.pass(Duration.ofMinutes(1));

    assertThat(world.onlyMachine().state()).hasToString("started");
  }

  @Test
  void aTimeToComeAgainIsObeyedWhenLooking() {
    var key = ready();
    refuse("machine_list", throttled(Duration.ofMinutes(2)));
    long position = world.fly.ledger().position();

    world.mark(key);
    world.pass(Duration.ofSeconds(115));

    assertThat(callsSince(position, "machine_list")).isEqualTo(1);
  }

  @Test
  void aTimeToComeAgainIsObeyedWhileAMachineBoots() {
    var key = ready();
    world
        .fly
        .door()
        .trouble(visit ->
            visit.action().equals("machine_create")
                ? new Fault.Refused(throttled(Duration.ofMinutes(5)))
                : new Fault.None());
    long position = world.fly.ledger().position();

    world.spec(key, "machines", "3");
    world.pass(Duration.ofSeconds(290));

    assertThat(callsSince(position, "machine_create")).isLessThanOrEqualTo(2);
  }

  @Test
  void anEnvironmentThatWasReadyForHoursIsNotStalledAtItsFirstTrouble() {
    var key = ready();
    world.pass(Duration.ofHours(5));
    destroyBehindTheServicesBack();
    refuse("machine_create", down());
    world.pass(Duration.ofSeconds(2));

    world.mark(key);
    world.pass(Duration.ofSeconds(5));
    assertThat(world.condition(key, "Stalled").text("status")).contains("False");
    refuseNothing();
    world.pass(Duration.ofMinutes(1));

    world.until(key, "Ready");
    world.pass(Duration.ofSeconds(10));

    destroyBehindTheServicesBack();
    refuse("machine_create", down());
    world.pass(Duration.ofSeconds(2));
    world.mark(key);
    world.pass(Duration.ofMinutes(12));
    assertThat(world.condition(key, "Stalled").text("status"))
        .as(() -> Json.write(world.table.status(key)))
        .contains("True");
  }

  @Test
  void aCertificateThatIsNeverIssuedIsAskedForEverMoreRarely() {
    var key =
        world.environment(
            "checkout",
            "pr-1",
            Samples.preview(
                "{'image': '%s', 'certificates': [{'hostname': 'shop.example.com'}]}"
                    .formatted(Samples.IMAGE_1)));
    world.pass(Duration.ofMinutes(1));
    world.fly.certificates().issueNothing();
    world.fly.dns().put("CNAME", "shop.example.com", world.onlyApp() + ".fly.dev");
    world.mark(key);
    long position = world.fly.ledger().position();

    world.pass(Duration.ofHours(2));

    assertThat(callsSince(position, "certificate_check")).isBetween(10L, 120L);
  }
}
