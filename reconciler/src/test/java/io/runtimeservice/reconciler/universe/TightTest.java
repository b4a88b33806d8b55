package io.runtimeservice.reconciler.universe;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** P20: everything is as small as can be. */
class TightTest {

  /** So many calls in a row are given up at once, whatever became of them. */
  private static final int GIVEN_UP = 40;

  private static Trial.Circumstances tight(String what, Consumer<Universe> setting) {
    return new Trial.Circumstances(what, setting, _ -> Trouble.NONE, 0);
  }

  @Test
  void what_is_small_is_slower_and_no_less_right() {
    new Enumeration(2, 1)
        .under("P20 one pass at a time", tight("one pass", world -> world.concurrency = 1))
        .under("P20 pages of one record", tight("tiny pages", world -> world.tinyPages = true))
        .under("P20 one mark at a time", tight("one mark", world -> world.queue.deliverAtMost(1)))
        .under(
            "P20 all of it at once",
            tight(
                "all small",
                world -> {
                  world.concurrency = 1;
                  world.tinyPages = true;
                  world.queue.deliverAtMost(1);
                }))
        .under(
            "P20 instant time-outs",
            new Trial.Circumstances("instant time-outs", _ -> {}, TightTest::givingUp, GIVEN_UP))
        .hold();
  }

  /** Done, all of it, and nobody waits for the answer. */
  private static Trouble givingUp(Universe world) {
    var calls = new AtomicLong();
    return call ->
        call.isRoutine() || calls.incrementAndGet() > GIVEN_UP
            ? new Perturbation.None()
            : new Perturbation.DoneAndFails();
  }

  @Test
  void two_hundred_environments_take_their_turns() {
    var world = new Universe(20);
    var oracles = new Oracles(world, Duration.ofMinutes(10));
    Run.furnish(world, "none");
    world.concurrency = 1;
    world.tinyPages = true;
    world.queue.deliverAtMost(1);
    world.replica();
    Herd.of(world, 200).isReadyWithin(Duration.ofMinutes(30));
    Herd.holds("P20 two hundred environments, one at a time", world, oracles);
  }
}
