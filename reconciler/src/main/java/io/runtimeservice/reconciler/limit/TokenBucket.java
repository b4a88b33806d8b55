package io.runtimeservice.reconciler.limit;

/**
 * Lets so many things happen a second, and so many at once. Counts in nanoseconds of its own: a
 * token is worth the time that it takes to grow.
 */
final class TokenBucket {

  private final long nanosPerToken;
  private final long capacityNanos;

  /**
   * When the bucket would be empty if nothing more grew; it is full when that is far enough back.
   */
  private long emptyAtNanos;

  /**
   * A full bucket.
   *
   * @param rate what it lets through
   * @param nowNanos by the monotonic clock
   */
  TokenBucket(Rate rate, long nowNanos) {
    this.nanosPerToken = rate.nanosPerToken();
    this.capacityNanos = rate.nanosPerToken() * rate.burst();
    this.emptyAtNanos = nowNanos - capacityNanos;
  }

  /**
   * Takes a token, which may be one that has yet to grow.
   *
   * @return in how many nanoseconds it will have: 0 if it is there
   */
  long take(long nowNanos) {
    emptyAtNanos = Math.max(emptyAtNanos, nowNanos - capacityNanos) + nanosPerToken;
    return Math.max(0, emptyAtNanos - nowNanos);
  }

  /** How long a token taken now would have to be waited for; takes none. */
  long waitNanos(long nowNanos) {
    long next = Math.max(emptyAtNanos, nowNanos - capacityNanos) + nanosPerToken;
    return Math.max(0, next - nowNanos);
  }

  /** Whether it is as if nothing had ever been taken. */
  boolean isFull(long nowNanos) {
    return emptyAtNanos <= nowNanos - capacityNanos;
  }
}
