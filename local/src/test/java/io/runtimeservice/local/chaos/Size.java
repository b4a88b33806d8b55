package io.runtimeservice.local.chaos;

import java.time.Duration;

/**
 * How much is done: a little with every build, all of it with {@code make chaos}.
 *
 * @param trouble how long replicas are killed and requests spoilt
 * @param lease of the replicas that are killed
 * @param faultsPerThousand requests to table and queue
 * @param changesEvery how often the Environment Manager changes something
 * @param killsEvery how often a replica is killed, on average
 * @param patience how long it may take until all is at rest
 */
record Size(
    boolean whole,
    int replicas,
    int environments,
    Duration trouble,
    Duration lease,
    int faultsPerThousand,
    Duration changesEvery,
    Duration killsEvery,
    Duration patience) {

  /**
   * The patience is the two minutes for which a creation may still be on its way, after the minute
   * in which a mark that a killed replica took is unseen, and the backoffs in between.
   */
  private static final Size SHORT =
      new Size(
          false,
          2,
          20,
          Duration.ofSeconds(15),
          Duration.ofSeconds(2),
          40,
          Duration.ofMillis(300),
          Duration.ofSeconds(4),
          Duration.ofMinutes(5));

  /** The patience is a retry after the longest backoff, and the two minutes after a takeover. */
  private static final Size WHOLE =
      new Size(
          true,
          5,
          200,
          Duration.ofMinutes(2),
          Duration.ofSeconds(10),
          20,
          Duration.ofMillis(150),
          Duration.ofSeconds(4),
          Duration.ofMinutes(10));

  /** As {@code -Dchaos=full} says. */
  static Size chosen() {
    return System.getProperty("chaos", "").equals("full") ? WHOLE : SHORT;
  }

  /** The seed of a run: {@code -Dchaos.seed}, or always the same. */
  static long seed() {
    return Long.getLong("chaos.seed", 42);
  }
}
