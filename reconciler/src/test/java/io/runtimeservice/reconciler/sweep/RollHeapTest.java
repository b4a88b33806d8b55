package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the replica that sweeps remembers of each environment; no other remembers anything. */
@Isolated("it weighs the heap")
class RollHeapTest {

  private static final int ENVIRONMENTS = 20_000;

  /** The limit of an environment at rest, in all. */
  private static final int BYTES_MAX = 1024;

  private static final int COLLECTIONS = 3;

  @Test
  void an_environment_at_rest_costs_less_than_a_kibibyte_of_heap() {
    long before = heapBytes();
    Roll roll = roll();
    long bytes = (heapBytes() - before) / ENVIRONMENTS;
    System.out.printf("an environment at rest keeps %d bytes of heap%n", bytes);
    assertThat(roll.size()).isEqualTo(ENVIRONMENTS);
    assertThat(bytes).isBetween(50L, (long) BYTES_MAX);
  }

  /** The world that it is read from is gone when it is weighed. */
  private static Roll roll() {
    var world = new SweepWorld();
    for (int i = 0; i < ENVIRONMENTS; i++) {
      world.settled("pr-" + i);
    }
    return world.roll();
  }

  private static long heapBytes() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
