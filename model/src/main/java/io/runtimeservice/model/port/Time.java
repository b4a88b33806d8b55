package io.runtimeservice.model.port;

import java.time.Duration;
import java.time.Instant;

/**
 * The clocks and the timer, handed in so that a test can be their master.
 *
 * <p>{@link #now} is for people and records, and may jump. {@link #nanos} is for distances, and may
 * not.
 */
public interface Time {

  Instant now();

  /** A monotonic clock in nanoseconds, of no particular origin. */
  long nanos();

  /** Runs an action once, on the caller's event loop, not before {@code delay} has passed. */
  Timer after(Duration delay, Runnable action);

  /** An action that waits for its time. */
  interface Timer {
    /** Makes sure that it does not run any more; if it has run, nothing happens. */
    void cancel();
  }
}
