package io.runtimeservice.reconciler.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Apps and machines that this replica has just made: nobody else has called them yet. */
final class Acquaintances {

  /** Whoever has been met longer ago may have met others since. */
  static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** Whoever has not been met for longest is forgotten: that costs a wait, and no more. */
  static final int KEPT_MAX = 4096;

  private final Map<String, Long> metAtNanos =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > KEPT_MAX;
        }
      };

  void meet(String subject, long nowNanos) {
    metAtNanos.put(subject, nowNanos);
  }

  boolean knows(String subject, long nowNanos) {
    Long at = metAtNanos.get(subject);
    return at != null && nowNanos - at < REMEMBERED.toNanos();
  }
}
