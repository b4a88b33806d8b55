package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.simulator.fly.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The schedule that is drawn in docs/adr/0009: a holder stands still, with a call on its lips. */
class ZombieTest {

  /** Longer than a mark is invisible, and than its successor waits after that. */
  private static final Duration STANDS_STILL = Duration.ofSeconds(150);

  private final Universe world = new Universe(5);
  private Optional<String> zombie = Optional.empty();

  /** Steps 1 to 3: up to the call that does not leave. */
  private long until(String action) {
    world.app("checkout", Samples.app());
    world.replica();
    world.replica();
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    assertThat(key).isEqualTo(Workload.KEY);
    world.pass(Duration.ofMinutes(1));
    long position = world.fly.ledger().position();
    world.trouble =
        call -> {
          if (zombie.isEmpty() && call.action().equals(action)) {
            zombie = Optional.of(call.replica());
            return new Perturbation.Paused(STANDS_STILL);
          }
          return new Perturbation.None();
        };
    return position;
  }

  private Replica replica(boolean isZombie) {
    return world.replicas().stream()
        .filter(it -> isZombie == zombie.filter(it.name()::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private Optional<String> inRecord(String field) {
    return world.table.runtime(Workload.KEY).flatMap(it -> it.text(field));
  }

  private long epoch() {
    return world.table.runtime(Workload.KEY).flatMap(it -> it.whole("epoch")).orElseThrow();
  }

  @Test
  void a_late_update_is_refused_by_fly_and_all_that_would_follow_by_the_deadline_and_the_table() {
    long position = until("machine_update");
    long before = epoch();
    world.spec(Workload.KEY, "image", "'" + Samples.IMAGE_2 + "'");

    world.pass(Duration.ofSeconds(60));
    assertThat(inRecord("owner")).as("4: held, and left alone").isEqualTo(zombie);
    assertThat(epoch()).isEqualTo(before + 1);
    assertThat(world.mutatingSince(position)).isEmpty();

    world.pass(Duration.ofSeconds(80));
    assertThat(epoch()).as("7: granted to the successor").isEqualTo(before + 2);
    assertThat(inRecord("follower")).contains(replica(false).name());
    assertThat(world.mutatingSince(position)).containsExactly("machine_update");
    assertThat(world.state(Workload.KEY)).isEqualTo("Ready");

    world.pass(Duration.ofSeconds(15));
    var updates = world.fly.ledger().mutatingSince(position);
    assertThat(updates).as("8: it left late").hasSize(2);
    assertThat(updates.getLast().refused()).as("and was refused").isPresent();
    assertThat(replica(true).tally().counted(Metric.FENCING_REJECTIONS, "table"))
        .as("10: the record is another version's")
        .isEqualTo(1);
    assertThat(inRecord("follower")).as("12").contains(replica(false).name());

    position = world.fly.ledger().position();
    world.pass(Duration.ofMinutes(3));
    assertThat(world.readsSince(position))
        .as("13: everything is looked at")
        .contains("machine_list", "address_list", "secret_list", "certificate_list");
    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(epoch()).isEqualTo(before + 2);
    assertThat(world.violations()).isEmpty();
  }

  @Test
  void what_nothing_can_refuse_is_mended_by_the_look_after_the_takeover() {
    long position = until("address_assign");
    world.spec(Workload.KEY, "addresses", "['v6', 'shared_v4', 'v4']");

    world.pass(STANDS_STILL.plusSeconds(10));
    assertThat(addresses()).as("8: it has taken effect once more").hasSize(4);

    world.pass(Duration.ofMinutes(3));
    assertThat(addresses()).as("13: mended").hasSize(3);
    assertThat(world.fly.ledger().mutatingSince(position))
        .extracting(Ledger.Entry::action)
        .containsExactly("address_assign", "address_assign", "address_release");
    assertThat(world.state(Workload.KEY)).isEqualTo("Ready");
    assertThat(world.violations()).isEmpty();
  }

  private List<?> addresses() {
    return world.fly.addresses().list(world.us, world.onlyApp());
  }
}
