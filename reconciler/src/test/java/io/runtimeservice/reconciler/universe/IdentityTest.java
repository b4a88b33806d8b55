package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.simulator.fly.AppDesk;
import io.runtimeservice.simulator.fly.Fault;
import io.runtimeservice.simulator.fly.Refusals;
import io.runtimeservice.simulator.fly.Visit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nothing is taken over or taken away that is not known to be ours, and nothing of ours is left.
 */
class IdentityTest {

  private final Universe world = new Universe();

  @BeforeEach
  void somebodyWorks() {
    world.app("checkout", Samples.app());
  }

  private EnvironmentKey preview() {
    return world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
  }

  /** The first call of an action takes effect, and its answer is lost. */
  private void loseTheFirst(String action) {
    var seen = new AtomicInteger();
    world.fly.door().trouble(visit -> lost(visit, action, seen));
  }

  private static Fault lost(Visit visit, String action, AtomicInteger seen) {
    return visit.action().equals(action) && seen.getAndIncrement() == 0
        ? new Fault.DoneAndRefused(Refusals.broken(502))
        : new Fault.None();
  }

  /** Makes an app of the name that the preview will have, as somebody else in our organisation. */
  private String sombodysAppOfTheSameName() {
    world.replica();
    var key = preview();
    world.until(key, "Ready");
    String name = world.onlyApp();
    world.fly.apps().delete(world.us, name, true);
    world.pass(Duration.ofMinutes(1));
    return name;
  }

  @Test
  void anAppOfOurOrganisationThatIsInAnotherNetworkIsNeitherAdoptedNorDeleted() {
    String name = sombodysAppOfTheSameName();
    var other = new Universe();
    other.app("checkout", Samples.app());
    other
        .fly
        .apps()
        .create(
            other.us,
            new AppDesk.NewApp(
                name, Universe.ORGANISATION, Optional.empty(), Optional.of("theirs")));
    other.pass(Duration.ofMinutes(1));
    other.replica();
    var key = other.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    other.pass(Duration.ofMinutes(10));

    assertThat(other.state(key)).isEqualTo("Blocked");
    assertThat(other.condition(key, "AppProvisioned").text("reason")).contains("AdoptionRequired");
    assertThat(other.machines(name)).isEmpty();

    other.desire(key, "deleted");
    other.pass(Duration.ofMinutes(10));

    assertThat(other.apps()).as("it is somebody else's").containsExactly(name);
    assertThat(other.state(key)).isEqualTo("Deleted");
  }

  /** By whoever deletes the environment: the sweep, which would find it too, is not waited for. */
  @Test
  void anAppWhoseCreationIsNotKnownToHaveHappenedIsFoundAndDeleted() {
    world.sweeping = Universe.SELDOM;
    loseTheFirst("app_create");
    world.replica();
    var key = preview();
    world.pass(Duration.ofMillis(120));
    world.desire(key, "deleted");
    world.pass(Duration.ofMinutes(10));

    assertThat(world.apps()).isEmpty();
    assertThat(world.state(key)).isEqualTo("Deleted");
  }

  @Test
  void aSecretWhoseWriteWasCutOffAndThatIsNoLongerWantedIsUnset() {
    world.secrets.put(new SecretReference("checkout/db", "1"), Map.of("url", "postgres://one"));
    world.replica();
    var key = preview();
    world.until(key, "Ready");
    loseTheFirst("secret_write");

    world.spec(key, "secrets", "{'DB': {'ref': 'checkout/db', 'version': '1', 'key': 'url'}}");
    world.pass(Duration.ofMillis(300));
    world.spec(key, "secrets", "{}");
    world.pass(Duration.ofMinutes(5));

    assertThat(world.fly.secrets().list(world.us, world.onlyApp(), Optional.empty())).isEmpty();
    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(world.onlyMachine().secrets()).isEmpty();
  }

  @Test
  void aTagMeansTheSameForEveryMachineOfAGenerationAlsoWhenAnAnswerWasLost() {
    loseTheFirst("machine_create");
    world.replica();
    var key =
        world.environment(
            "checkout",
            "pr-1",
            Samples.preview("{'image': 'registry.fly.io/checkout:moving', 'machines': 3}"));
    world.pass(Duration.ofMillis(700));
    world.fly.registry().move("registry.fly.io/checkout:moving", "sha256:" + "b".repeat(64));
    world.until(key, "Ready");

    assertThat(world.machines(world.onlyApp()))
        .hasSize(3)
        .extracting(it -> it.image().digest())
        .containsOnly(world.machines(world.onlyApp()).getFirst().image().digest());
  }

  @Test
  void theLookAfterATakeoverIsMadeAlsoIfItsReplicaDies() {
    var first = world.replica();
    var key = preview();
    world.until(key, "Ready");
    first.wire().cut();
    world.table.changeEnvironment(key, record -> record.with("generation", Universe.value("2")));
    world.table.putRuntime(
        key,
        world
            .table
            .runtime(key)
            .orElseThrow()
            .with("owner", Universe.value("'somebody'"))
            .with("leaseVersion", Universe.value("99")));
    var second = world.replica();
    world.pass(Duration.ofSeconds(60));
    assertThat(world.state(key)).isEqualTo("Ready");
    second.wire().cut();
    world.fly.addresses().assign(world.us, world.onlyApp(), AddressType.V6, Optional.empty());

    world.replica();
    world.pass(Duration.ofMinutes(10));

    assertThat(world.fly.addresses().list(world.us, world.onlyApp())).hasSize(2);
  }
}
