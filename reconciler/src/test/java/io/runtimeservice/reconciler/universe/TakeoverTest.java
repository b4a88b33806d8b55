package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever takes a lease over looks at everything two minutes later, and then no more. */
class TakeoverTest {

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
    assertThat(world.fly.ledger().since(position)).isEmpty();
  }
}
