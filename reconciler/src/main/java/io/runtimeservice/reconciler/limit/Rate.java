package io.runtimeservice.reconciler.limit;

/**
 * How often something may happen.
 *
 * @param perSecond in the long run
 * @param burst at once, after a pause
 */
public record Rate(double perSecond, int burst) {

  private static final double NANOS_PER_SECOND = 1e9;

  public Rate {
    if (!(perSecond > 0) || burst < 1) {
      throw new IllegalArgumentException("rate: expected more than 0 a second, burst 1 or more");
    }
  }

  long nanosPerToken() {
    return (long) Math.ceil(NANOS_PER_SECOND / perSecond);
  }
}
