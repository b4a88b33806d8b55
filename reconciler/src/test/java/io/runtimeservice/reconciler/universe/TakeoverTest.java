package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.simulator.fly.ImageBehaviour;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A lease is taken over when its holder is gone, and not before; whoever takes it over looks at
 * everything two minutes later, and then no more.
 */
class TakeoverTest {

  @Test
  void aLeaseThatIsHeldIsLeftToItsHolderForAsLongAsItMayBeAtWork() {
    var world = new Universe();
    world.app("checkout", Samples.app());
    world.replica();
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.pass(Duration.ofSeconds(30));
    world.table.putRuntime(
        key,
        world
            .table
            .runtime(key)
            .orElseThrow()
            .with("owner", Universe.value("'somebody'"))
            .with("leaseVersion", Universe.value("99")));
    long position = world.fly.ledger().position();

    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Universe.LEASE.minusSeconds(2));
    assertThat(world.flySince(position)).isEmpty();

    world.pass(Duration.ofMinutes(1));
    assertThat(world.mutatingSince(position)).containsExactly("machine_update");
    assertThat(world.violations()).isEmpty();
  }

  @Test
  void whatIsWantedAnewDoesNotWaitForAFollowerThatIsGone() {
    var world = new Universe();
    world.app("checkout", Samples.app());
    world.fly.registry().put(Samples.IMAGE_1, new ImageBehaviour.NeverBoots(false));
    var first = world.replica();
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.pass(Duration.ofMinutes(5));
    first.wire().cut();
    world.pass(Duration.ofSeconds(21)); // what it still waited for has ended
    world.replica();

    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Universe.LEASE.minusSeconds(2));

    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(world.onlyMachine().config().text("image")).contains(Samples.IMAGE_2);
  }

  /** A look after a takeover takes three seconds, since it begins with less than no tokens. */
  @Test
  void whoFollowsIsLeftTheTimeOfALookHoweverShortLeasesAre() {
    var world = new Universe();
    world.lease = Duration.ofSeconds(2);
    world.app("checkout", Samples.app());
    var first = world.replica();
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.desire(key, "deleted");
    world.until(key, "Terminating");
    world.pass(Duration.ofSeconds(3));
    assertThat(world.condition(key, "Terminating").text("message").orElseThrow())
        .contains("confirmed by a second look");

    first.wire().cut();
    var second = world.replica();
    var third = world.replica();
    second.engine().loop().sweep(key);
    third.engine().loop().sweep(key);
    world.pass(Duration.ofMinutes(1));

    assertThat(world.state(key)).isEqualTo("Deleted");
  }

  @Test
  void whatADeadHolderStillDidIsSeenTwoMinutesAfterItsLeaseWasTakenOver() {
    var world = new Universe();
    world.app("checkout", Samples.app());
    var first = world.replica();
    world.trouble =
        call ->
            call.action().equals("machine_create")
                ? new Perturbation.CrashAfter()
                : new Perturbation.None();
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.pass(Duration.ofSeconds(20));
    assertThat(first.isDead()).isTrue();
    assertThat(world.table.runtime(key).orElseThrow().text("owner")).isPresent();

    world.trouble = Trouble.NONE;
    world.replica();
    world.until(key, "Ready");
    long position = world.fly.ledger().position();
    world.pass(Duration.ofMinutes(3));
    assertThat(world.readsSince(position))
        .contains("machine_list", "address_list", "secret_list", "certificate_list");

    position = world.fly.ledger().position();
    world.pass(Duration.ofHours(2));
    assertThat(world.flySince(position)).isEmpty();
  }
}
