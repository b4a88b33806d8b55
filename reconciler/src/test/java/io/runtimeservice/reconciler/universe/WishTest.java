package io.runtimeservice.reconciler.universe;

import static io.runtimeservice.reconciler.universe.Samples.IMAGE_1;
import static io.runtimeservice.reconciler.universe.Samples.IMAGE_2;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** P11: the Manager changes its mind in the midst of everything. */
class WishTest {

  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration LATER = Duration.ofSeconds(15);
  private static final String NEW =
      "{'image': '%s', 'machines': 2, 'config': {'C': 'c'}}".formatted(IMAGE_2);
  private static final String OLD = "{'image': '%s'}".formatted(IMAGE_1);

  private static void wants(Universe world, String spec) {
    world.change(Workload.KEY, record -> record.with("spec", Universe.tree(spec)));
  }

  private static void thenWants(Universe world, Duration after, String spec) {
    world.time.after(after, () -> wants(world, spec));
  }

  @Test
  void what_was_wanted_last_is_what_becomes() {
    new Enumeration(1, 8)
        .at(
            Enumeration::any,
            "P11 the desired state changes to another",
            Deeds.wish("another is wanted", world -> wants(world, NEW)))
        .at(
            Enumeration::any,
            "P11 the desired state changes and changes back",
            Deeds.wish(
                "another is wanted, and not",
                world -> {
                  var before = world.table.environment(Workload.KEY).orElseThrow().tree("spec");
                  wants(world, NEW);
                  world.time.after(
                      SOON,
                      () -> world.change(Workload.KEY, record -> record.with("spec", before)));
                }))
        .at(
            Enumeration::any,
            "P11 the desired state becomes invalid, then valid",
            Deeds.wish(
                "what cannot be is wanted",
                world -> {
                  wants(world, "{'image': 'what?'}");
                  thenWants(world, LATER, OLD);
                }))
        .at(
            Enumeration::any,
            "P11 the desired state becomes deleted",
            Deeds.wish("nothing is wanted", world -> world.desire(Workload.KEY, "deleted")))
        .hold();
  }
}
