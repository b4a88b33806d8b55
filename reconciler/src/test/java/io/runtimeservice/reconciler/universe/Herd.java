package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many environments of one app, all marked at the same moment. */
final class Herd {

  private static final int PREVIEWS_MAX = 10_000;

  private static final Duration TICK = Duration.ofSeconds(5);

  private final Universe world;
  private final List<EnvironmentKey> keys = new ArrayList<>();

  private Herd(Universe world) {
    this.world = world;
  }

  static Herd of(Universe world, int size) {
    world.app("checkout", Samples.app(PREVIEWS_MAX));
    var herd = new Herd(world);
    for (int i = 0; i < size; i++) {
      herd.keys.add(
          world.environment("checkout", "pr-" + i, Samples.preview(Samples.spec(Samples.IMAGE_1))));
    }
    return herd;
  }

  /** All of them get another image. */
  void change() {
    keys.forEach(it -> world.spec(it, "image", "'" + Samples.IMAGE_2 + "'"));
  }

  void isReadyWithin(Duration time) {
    for (var passed = Duration.ZERO;
        passed.compareTo(time) < 0 && !isReady();
        passed = passed.plus(TICK)) {
      world.pass(TICK);
      world.restartDead(1, Run.RESTARTED_AFTER);
    }
    if (!isReady()) {
      throw new AssertionError(
          "%d of %d are not ready in time"
              .formatted(keys.stream().filter(it -> !isReady(it)).count(), keys.size()));
    }
    world.pass(Duration.ofMinutes(1));
  }

  private boolean isReady() {
    return keys.stream().allMatch(this::isReady);
  }

  private boolean isReady(EnvironmentKey key) {
    var record = world.table.environment(key).orElseThrow();
    return world.state(key).equals("Ready")
        && record.tree("status").whole("observedGeneration").equals(record.whole("generation"));
  }

  /** Prints the line of a run of its own, and fails if anything was complained of. */
  static void holds(String what, Universe world, Oracles oracles) {
    var complaints = new ArrayList<String>(world.violations());
    complaints.addAll(oracles.complaints());
    world.fly.ledger().all().stream()
        .filter(it -> it.refused().filter(text -> text.contains("rate limit")).isPresent())
        .findFirst()
        .ifPresent(it -> complaints.add("O8: Fly's limits were not kept: " + it));
    var judged = oracles.judged();
    System.out.printf(
        "%-44s %7d runs %5d violations, at most %d pieces in a step, a look within %s%n",
        what, 1, complaints.size(), judged.mostInOneStep(), judged.longestWait());
    if (!complaints.isEmpty()) {
      throw new AssertionError(
          String.join("\n", complaints.subList(0, Math.min(6, complaints.size()))));
    }
  }
}
