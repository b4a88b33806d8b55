package io.runtimeservice.model.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was repaired of a desired state, once it had been reached.
 *
 * @param settled whether it is as desired and serves, as of the last look: what differs from then
 *     on was changed by somebody else
 * @param counts how often each was repaired, by what was wrong with what
 */
public record Repairs(boolean settled, SortedMap<String, Count> counts) {

  /** The same is repaired so often in an hour, and then no more. */
  public static final int TIMES_MAX = 5;

  static final Duration COUNTED_FOR = Duration.ofHours(1);

  /** More different things than can be wrong with an environment. */
  static final int COUNTS_MAX = 200;

  public static final Repairs NONE = new Repairs(false, Collections.emptySortedMap());

  public Repairs {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /**
   * How often the same was wrong.
   *
   * @param times more than {@link #TIMES_MAX}: it is repaired no more
   * @param since when it was for the first time within the hour
   */
  public record Count(int times, Instant since) {}

  /** Whether it is left as it is. */
  public boolean isQuarantined(String what) {
    return Optional.ofNullable(counts.get(what)).filter(it -> it.times() > TIMES_MAX).isPresent();
  }

  /** It is wrong once more. */
  public Repairs with(String what, Instant now) {
    var all = new TreeMap<>(counts);
    all.values()
        .removeIf(it -> it.times() <= TIMES_MAX && !now.isBefore(it.since().plus(COUNTED_FOR)));
    var before = Optional.ofNullable(all.get(what));
    if (before.isPresent() || all.size() < COUNTS_MAX) {
      all.put(
          what, before.map(it -> new Count(it.times() + 1, it.since())).orElse(new Count(1, now)));
    }
    return new Repairs(settled, all);
  }

  /** Nothing was repaired so far. */
  public Repairs forgotten() {
    return new Repairs(settled, Collections.emptySortedMap());
  }

  public Repairs withSettled(boolean it) {
    return new Repairs(it, counts);
  }
}
