package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hands in marks from outside the event loop, at a steady rate, over environments at random, none
 * again before all others: an environment that was looked at within the last second is left for the
 * rest of it, and that is no waiting.
 */
public final class Marker {

  private final List<EnvironmentKey> keys;
  private final Random random = new Random(1);
  private final Consumer<EnvironmentKey> handIn;
  private int marked;

  public Marker(List<EnvironmentKey> some, Consumer<EnvironmentKey> handIn) {
    this.keys = new ArrayList<>(some);
    Collections.shuffle(keys, random);
    this.handIn = handIn;
  }

  /** Goes on for so long; the gaps differ, so that they are not in step with any timer. */
  public void run(Duration howLong, Duration gap) {
    long end = System.nanoTime() + howLong.toNanos();
    runWhile(() -> System.nanoTime() - end < 0, gap);
  }

  /** Goes on for as long as something holds, which has to end. */
  void runWhile(BooleanSupplier holds, Duration gap) {
    long next = System.nanoTime();
    while (holds.getAsBoolean()) {
      next += random.nextLong(2 * gap.toNanos());
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      handIn.accept(keys.get(marked++ % keys.size()));
    }
  }
}
