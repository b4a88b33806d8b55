package io.runtimeservice.local.gateway;

import io.runtimeservice.local.gateway.definition.Stage.Throttle;
import io.runtimeservice.model.port.Time;

/** A bucket that is full at first and fills steadily; each request takes a token out of it. */
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Throttle throttle;
  private final Time time;
  private double tokens;
  private long filledNanos;

  TokenBucket(Throttle throttle, Time time) {
    this.throttle = throttle;
    this.time = time;
    this.tokens = throttle.burst();
    this.filledNanos = time.nanos();
  }

  /** Whether there was a token. */
  boolean take() {
    long now = time.nanos();
    double fresh = (now - filledNanos) / NANOS_PER_SECOND * throttle.ratePerSecond();
    tokens = Math.min(throttle.burst(), tokens + fresh);
    filledNanos = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
