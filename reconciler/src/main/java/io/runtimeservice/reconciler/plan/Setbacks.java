package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.record.Rollout.Begun;
import io.runtimeservice.model.record.Rollout.Setback;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Rollouts that came to nothing are tried again, ever more rarely; what is wanted anew is tried at
 * once.
 */
public final class Setbacks {

  static final Duration WAIT_MIN = Duration.ofSeconds(30);
  static final Duration WAIT_MAX = Duration.ofMinutes(15);

  private static final int DOUBLINGS_MAX = 10;

  private Setbacks() {}

  /** From when on the present desired state may be tried again; empty if at once. */
  public static Optional<Instant> mayTryAt(Rollout rollout, Desired desired) {
    return rollout.setbackOf(desired.version()).map(it -> it.at().plus(wait(it)));
  }

  /** What is remembered after green machines of a try have failed. */
  public static Setback after(Begun begun, Rollout rollout, Ailment why, Instant now) {
    int count = rollout.setbackOf(begun.version()).map(Setback::count).orElse(0);
    return new Setback(
        begun.number(),
        begun.version(),
        why.reason(),
        why.words(),
        now,
        Math.min(count + 1, Setback.COUNT_MAX));
  }

  private static Duration wait(Setback setback) {
    var wait = WAIT_MIN.multipliedBy(1L << Math.min(setback.count() - 1, DOUBLINGS_MAX));
    return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
  }
}
