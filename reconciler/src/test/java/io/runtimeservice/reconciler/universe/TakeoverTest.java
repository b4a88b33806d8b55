package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever takes a lease over looks at everything two minutes later, and then no more. */
class TakeoverTest {

  private static final int IN_THE_MIDST = 14;

  @Test
  void whatADeadHolderStillDidIsSeenTwoMinutesAfterItsLeaseWasTakenOver() {
    var world = new Universe();
    world.app("checkout", Samples.app());
    var first = world.replica();
    first.cutAfter(IN_THE_MIDST);
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.pass(Duration.ofSeconds(20));
    assertThat(first.isCut()).isTrue();
    assertThat(world.table.runtime(key).orElseThrow().text("owner")).isPresent();

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
