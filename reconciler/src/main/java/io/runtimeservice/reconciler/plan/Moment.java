package io.runtimeservice.reconciler.plan;

import java.time.Instant;

/**
 * A time by our own clock, and whether others agree on it: nothing is taken away because of a time
 * that nobody else has.
 *
 * @param agreed whether the clocks of the table and of Fly were seen to agree, within minutes
 */
public record Moment(Instant now, boolean agreed) {

  /** Whether a time is over by every clock. */
  public boolean isCertainlyPast(Instant time) {
    return agreed && !now.isBefore(time);
  }

  /** A time that everybody agrees on. */
  public static Moment agreed(Instant now) {
    return new Moment(now, true);
  }
}
