package io.runtimeservice.reconciler.universe;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** P16: every replica is gone at once, and again before the next have found their feet. */
class RestartTest {

  private static final Duration AGAIN_AFTER = Run.RESTARTED_AFTER.plusSeconds(2);

  private static void allDie(Universe world) {
    world.replicas().forEach(it -> it.wire().cut());
  }

  @Test
  void two_restarts_in_ten_seconds_lose_and_double_nothing() {
    new Enumeration(2, 8)
        .at(
            Enumeration::any,
            "P16 all replicas restart",
            Deeds.meanwhile("all die", 1, RestartTest::allDie))
        .at(
            Enumeration::any,
            "P16 two restarts in ten seconds",
            Deeds.meanwhile(
                "all die twice",
                2,
                world -> {
                  allDie(world);
                  world.time.after(AGAIN_AFTER, () -> allDie(world));
                }))
        .hold();
  }
}
