package io.runtimeservice.reconciler.limit;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * How often one part of Fly's API, while it answers nothing at all, is asked again what it has not
 * answered: a few times at once, then once a minute, and once for every ten calls that are new.
 * Whatever it answers ends that: then each who asks again does so at its own pace.
 */
final class RetryBudget {

  /** What a call that is new adds: a tenth of a retry. */
  static final double PER_FIRST_TRY = 0.1;

  /** What may be asked again before anything has to be saved up. */
  static final int AT_ONCE_MAX = 10;

  /** So that it is noticed when it answers again. */
  static final Duration GROWS_EVERY = Duration.ofMinutes(1);

  /** Past this many calls without an answer another one counts as new. */
  static final int UNANSWERED_MAX = 10_000;

  private final Set<String> unanswered = new HashSet<>();
  private double retries = AT_ONCE_MAX;
  private long grownAtNanos;

  /** What may be asked of it. */
  enum Circuit {
    /** It answers: everything. */
    CLOSED(0),
    /** It has not answered: what is new, and again what was not answered, as far as that goes. */
    PROBING(1),
    /** Nothing again until time, or what is new, has made room for it. */
    OPEN(2);

    private final int level;

    Circuit(int level) {
      this.level = level;
    }

    /** As the metric says it. */
    int level() {
      return level;
    }
  }

  RetryBudget(long nowNanos) {
    this.grownAtNanos = nowNanos;
  }

  /** Whether a call may be made. */
  enum Verdict {
    /** It may: it is new, as far as is remembered. */
    FIRST,
    /** It may be made once more. */
    AGAIN,
    /** It was made before, and may not be made again now. */
    DENIED
  }

  /** How it stands now. */
  Circuit circuit() {
    if (unanswered.isEmpty()) {
      return Circuit.CLOSED;
    }
    return retries < 1 ? Circuit.OPEN : Circuit.PROBING;
  }

  /**
   * Whether a call may be made; if it is a retry, it is counted as made.
   *
   * @param call what is the same when it is asked again
   */
  Verdict admits(String call, long nowNanos) {
    grow(nowNanos);
    if (!unanswered.contains(call)) {
      retries += unanswered.isEmpty() ? 0 : PER_FIRST_TRY;
      return Verdict.FIRST;
    }
    if (retries < 1) {
      return Verdict.DENIED;
    }
    retries--;
    return Verdict.AGAIN;
  }

  /** Time adds no more than may be asked at once. */
  private void grow(long nowNanos) {
    double grown = (double) (nowNanos - grownAtNanos) / GROWS_EVERY.toNanos();
    grownAtNanos = nowNanos;
    if (retries < AT_ONCE_MAX) {
      retries = Math.min(AT_ONCE_MAX, retries + grown);
    }
  }

  /** Nobody has answered, or an error that says nothing but that. */
  void unanswered(String call) {
    if (unanswered.size() < UNANSWERED_MAX) {
      unanswered.add(call);
    }
  }

  /** Something was answered, if only that it may not be. */
  void answered() {
    unanswered.clear();
    retries = Math.min(retries, AT_ONCE_MAX);
  }
}
