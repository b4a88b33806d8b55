package io.runtimeservice.reconciler.limit;

import java.time.Duration;

/**
 * Lets so many things happen a second, and so many at once. Counts in nanoseconds of its own: a
 * token is worth the time that it takes to grow.
 *
 * <p>What was let through happens at some time until its end is known, be it that this replica
 * stands still before it is sent. Until then its token does not begin to grow again.
 *
 * <p>Whoever has the last word may say that it was too much all the same. Then nothing is let
 * through for as long as they say, and half as much for some time after.
 */
final class TokenBucket {

  /** After so long without another complaint it is twice as fast again, up to its own rate. */
  static final Duration RECOVERY = Duration.ofMinutes(1);

  /** No slower than an eighth of its rate. */
  static final int HALVINGS_MAX = 3;

  private final Rate rate;
  private final long madeAtNanos;

  /**
   * When the bucket would be empty if nothing more grew; it is full when that is far enough back.
   */
  private long emptyAtNanos;

  private long takenAtNanos;
  private int inFlight;
  private int halvings;
  private long halvedAtNanos;

  /**
   * A bucket.
   *
   * @param rate what it lets through
   * @param tokens how many it holds, up to the rate's burst; less than none: so many grow for
   *     others
   * @param nowNanos by the monotonic clock
   */
  TokenBucket(Rate rate, int tokens, long nowNanos) {
    this.rate = rate;
    this.madeAtNanos = nowNanos;
    this.takenAtNanos = nowNanos;
    this.emptyAtNanos = nowNanos - rate.nanosPerToken() * Math.min(tokens, rate.burst());
  }

  /**
   * Takes a token, which may be one that has yet to grow.
   *
   * @return in how many nanoseconds it will have: 0 if it is there
   */
  long take(long nowNanos) {
    emptyAtNanos = next(nowNanos);
    takenAtNanos = nowNanos;
    inFlight++;
    return Math.max(0, emptyAtNanos - nowNanos);
  }

  /** What a token was taken for is over, and may have happened only now. */
  void ended(long nowNanos) {
    emptyAtNanos = emptiest(nowNanos);
    inFlight--;
  }

  /** How long a token taken now would have to be waited for; takes none. */
  long waitNanos(long nowNanos) {
    return Math.max(0, next(nowNanos) - nowNanos);
  }

  /** Somebody says that it was too much: the next token grows no sooner than they say. */
  void complain(Duration again, long nowNanos) {
    recover(nowNanos);
    halvings = Math.min(halvings + 1, HALVINGS_MAX);
    halvedAtNanos = nowNanos;
    long wait = Math.max(again.toNanos(), nanosPerToken());
    emptyAtNanos = Math.max(emptyAtNanos, nowNanos + wait - nanosPerToken());
  }

  /** Whether it is as if nothing had ever been taken. */
  boolean isFull(long nowNanos) {
    recover(nowNanos);
    return inFlight == 0 && halvings == 0 && emptyAtNanos <= nowNanos - capacityNanos();
  }

  /** Whether it was made before some moment. */
  boolean isOlderThan(long nanos) {
    return madeAtNanos - nanos < 0;
  }

  /** Whether it is full, and nothing was taken for so long that others may have taken instead. */
  boolean isForgotten(long nowNanos) {
    return isFull(nowNanos) && nowNanos - takenAtNanos >= Acquaintances.REMEMBERED.toNanos();
  }

  private long next(long nowNanos) {
    recover(nowNanos);
    return emptiest(nowNanos) + nanosPerToken();
  }

  /** It is as full as it may be: all that is in flight may be happening now. */
  private long emptiest(long nowNanos) {
    return Math.max(emptyAtNanos, nowNanos - capacityNanos() + inFlight * nanosPerToken());
  }

  private void recover(long nowNanos) {
    while (halvings > 0 && nowNanos - halvedAtNanos >= RECOVERY.toNanos()) {
      halvings--;
      halvedAtNanos += RECOVERY.toNanos();
    }
  }

  private long nanosPerToken() {
    return rate.nanosPerToken() << halvings;
  }

  private long capacityNanos() {
    return nanosPerToken() * rate.burst();
  }
}
