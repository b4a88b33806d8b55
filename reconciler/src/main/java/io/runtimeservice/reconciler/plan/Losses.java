package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.RuntimeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Machines that vanish soon after they are made, or fail when they are started, because their image
 * does not boot or because somebody destroys them again and again: each is tried anew, but ever
 * more rarely.
 */
public final class Losses {

  static final Duration SECOND_LOSS_WAIT = Duration.ofSeconds(10);
  static final Duration WAIT_MAX = Duration.ofMinutes(5);

  private static final int DOUBLINGS_MAX = 10;

  private Losses() {}

  /** From when on another may be tried; empty if at once. The first loss costs no wait. */
  public static Optional<Instant> mayTryAt(RuntimeRecord record) {
    return record
        .progress()
        .filter(it -> it.losses() > 1)
        .flatMap(it -> it.lostAt().map(at -> at.plus(wait(it))));
  }

  private static Duration wait(Progress progress) {
    int doublings = Math.min(progress.losses() - 2, DOUBLINGS_MAX);
    var wait = SECOND_LOSS_WAIT.multipliedBy(1L << doublings);
    return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
  }
}
