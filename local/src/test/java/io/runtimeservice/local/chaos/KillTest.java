package io.runtimeservice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.Soon;
import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Replicas are killed at random while table and queue fail and everything changes. */
class KillTest {

  private final Size size = Size.chosen();
  private final long seed = Size.seed();
  private final Random random = new Random(seed);
  private int kills;

  @Test
  void what_is_left_of_replicas_that_were_killed_is_what_was_wanted() throws Exception {
    try (var world = ChaosWorld.start()) {
      var truth = world.truth();
      var manager = new RestlessManager(world, seed, key -> isDeletable(truth, key));
      List<Replica> replicas = launch(world);
      manager.begin(size.environments());
      world.trouble(seed, size.faultsPerThousand());
      work(replicas, manager);
      world.heal();
      long healedNanos = System.nanoTime();

      Soon.until(
          size.patience(),
          () -> truth.complaints().isEmpty(),
          () -> String.join("\n", truth.complaints()));

      var took = Duration.ofNanos(System.nanoTime() - healedNanos);
      System.out.println(summary(world, manager, took));
      assertThat(world.doubles().apps()).as("apps that were there twice").isZero();
      assertThat(world.doubles().machines()).as("machines that were there twice").isZero();
      for (Replica replica : replicas) {
        assertThat(replica.process().terminate()).as(replica.process()::output).isZero();
      }
      assertThat(truth.leftovers()).isEmpty();
    }
  }

  /**
   * In a short run only what serves: to delete what is being made takes two minutes, since its
   * creation may still be on its way.
   */
  private boolean isDeletable(Truth truth, EnvironmentKey key) {
    return size.whole() || truth.is(key, "Ready");
  }

  private List<Replica> launch(ChaosWorld world) throws Exception {
    var replicas = new ArrayList<Replica>();
    for (int i = 0; i < size.replicas(); i++) {
      replicas.add(world.launch("replica " + i, size.lease()));
    }
    for (Replica replica : replicas) {
      replica.process().awaitReady();
    }
    return replicas;
  }

  private void work(List<Replica> replicas, RestlessManager manager) throws Exception {
    long endNanos = System.nanoTime() + size.trouble().toNanos();
    long killNanos = System.nanoTime() + untilNextKill();
    while (System.nanoTime() < endNanos) {
      if (System.nanoTime() >= killNanos) {
        replicas.get(random.nextInt(replicas.size())).killAndLaunchAgain();
        kills++;
        killNanos = System.nanoTime() + untilNextKill();
      }
      manager.change();
      Soon.pass(size.changesEvery());
    }
  }

  /** Anything from nothing to twice the average. */
  private long untilNextKill() {
    return random.nextLong(2 * size.killsEvery().toNanos());
  }

  private String summary(ChaosWorld world, RestlessManager manager, Duration took) {
    return String.join(
        "; ",
        "kill -9, seed %d: %d replicas, %d environments, %d s"
            .formatted(seed, size.replicas(), size.environments(), size.trouble().toSeconds()),
        "%d kills, %d changes, %d faults of table and queue"
            .formatted(kills, manager.changes(), world.faults()),
        "%d apps and %d machines created, %d apps deleted"
            .formatted(
                world.done("app_create"), world.done("machine_create"), world.done("app_delete")),
        world.doubles().toString(),
        "all at rest %d s after healing, %d dead marks"
            .formatted(took.toSeconds(), world.truth().marks().dead()));
  }
}
