package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** P9 and P10: what marks bring is time, never correctness. */
class MarksTest {

  private static Trial.Circumstances posted(String how, BiConsumer<Universe, EnvironmentKey> post) {
    return new Trial.Circumstances(how, world -> world.post = post, _ -> Trouble.NONE, 0);
  }

  /** Drawn by the moment, so that it is the same in each run of the same. */
  private static void repeated(Universe world, EnvironmentKey key) {
    var random = new Random(world.time.nanos());
    for (int i = 0; i < 4; i++) {
      world.time.after(Duration.ofMillis(random.nextInt(30_000)), () -> world.send(key));
    }
  }

  @Test
  void marks_that_are_lost_cost_time_alone() {
    new Enumeration(1, 5)
        .under("P9 all marks lost", posted("all marks lost", (_, _) -> {}))
        .at(Call::isReceive, "P9 a receive's answer lost", new Perturbation.ReplyLost())
        .hold();
  }

  @Test
  void marks_that_come_often_late_or_in_the_midst_of_a_pass_do_nothing_twice() {
    new Enumeration(2, 8)
        .under(
            "P10 marks repeated and reordered",
            posted("marks repeated and reordered", MarksTest::repeated))
        .at(
            Enumeration::any,
            "P10 a mark during its own pass",
            Deeds.meanwhile("a mark", 0, world -> world.mark(Workload.KEY)))
        .hold();
  }
}
