package io.runtimeservice.reconciler.loop;

import io.runtimeservice.model.port.Time;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What anybody can cause as often as they like, and is said at most once in an interval. How many
 * there were after the last time is said with the next one; a metric counts all of them at once.
 */
final class Seldom {

  private final Time time;
  private final long intervalNanos;
  private boolean said;
  private long saidNanos;
  private long times;

  Seldom(Time time, Duration interval) {
    this.time = time;
    this.intervalNanos = interval.toNanos();
  }

  /** How often it has been so since it was said last; empty if it is not to be said now. */
  OptionalLong count(int more) {
    times += more;
    long now = time.nanos();
    if (said && now - saidNanos < intervalNanos) {
      return OptionalLong.empty();
    }
    said = true;
    saidNanos = now;
    long all = times;
    times = 0;
    return OptionalLong.of(all);
  }
}
