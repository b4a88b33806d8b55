package io.runtimeservice.reconciler.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Since when an app or a machine has been called by nobody but this replica. */
final class Acquaintances {

  /** Whoever has been met longer ago may have met others since. */
  static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** Whoever has not been met for longest is forgotten: that costs a wait, and no more. */
  static final int KEPT_MAX = 4096;

  /**
   * How it was met.
   *
   * @param isNew made by us: nobody has called it before
   * @param tokens what is taken to be left of each of its limits, unless it is new
   */
  record Met(long atNanos, boolean isNew, int tokens) {}

  private final Map<String, Met> met =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Met> eldest) {
          return size() > KEPT_MAX;
        }
      };

  /** We have made it. */
  void made(String subject, long nowNanos) {
    met.put(subject, new Met(nowNanos, true, 0));
  }

  /** From now on nobody else calls it. */
  void takenOver(String subject, int tokens, long nowNanos) {
    met.put(subject, new Met(nowNanos, false, tokens));
  }

  /** How it was met, if that was not too long ago. */
  Optional<Met> of(String subject, long nowNanos) {
    return Optional.ofNullable(met.get(subject))
        .filter(it -> nowNanos - it.atNanos() < REMEMBERED.toNanos());
  }
}
