package io.runtimeservice.reconciler.universe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P17: a replica's clock is wrong, and nothing is done or left undone for it. */
class ClocksTest {

  private static final Duration PUT_RIGHT_AFTER = Duration.ofMinutes(2);

  private static final Workload PRODUCTION =
      new Workload(
          "delete production",
          world ->
              world.environment(
                  "checkout", "pr-1", Samples.production(Samples.spec(Samples.IMAGE_1))),
          List.of(
              new Workload.Step(
                  Duration.ZERO,
                  world ->
                      world.change(
                          Workload.KEY,
                          record ->
                              record
                                  .with("deletionProtection", Universe.value("false"))
                                  .with("desired", Universe.value("'deleted'"))))));

  /** Its time is over in an hour, which is a day too late for a clock that is a day ahead. */
  private static final Workload LIVES_ON =
      new Workload(
          "expires later",
          world ->
              world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1))),
          List.of(
              new Workload.Step(
                  Duration.ZERO,
                  world ->
                      world.spec(
                          Workload.KEY,
                          "expiresAt",
                          "'%s'".formatted(world.time.now().plus(Duration.ofHours(1)))))));

  private static Perturbation jumps(String what, Duration by) {
    return Deeds.meanwhile(
        what,
        0,
        world -> {
          world.replicas().getFirst().clock().jump(by);
          world.time.after(
              PUT_RIGHT_AFTER, () -> world.replicas().getFirst().clock().jump(Duration.ZERO));
        });
  }

  @Test
  void a_clock_that_is_wrong_harms_nothing() {
    var workloads = new ArrayList<Workload>(Workload.all());
    workloads.add(PRODUCTION);
    workloads.add(LIVES_ON);
    new Enumeration(2, 12)
        .at(
            workloads,
            Enumeration::any,
            "P17 clock back by an hour",
            jumps("an hour back", Duration.ofHours(-1)))
        .at(
            workloads,
            Enumeration::any,
            "P17 clock forward by a day",
            jumps("a day ahead", Duration.ofDays(1)))
        .at(
            workloads,
            Enumeration::any,
            "P17 clock 1.5 times too fast",
            Deeds.meanwhile("too fast", 0, world -> world.replicas().getFirst().clock().race(1.5)))
        .hold();
  }
}
