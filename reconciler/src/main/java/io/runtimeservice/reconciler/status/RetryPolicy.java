package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.RetryClass;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * When to look again at what is not as it should be. Everything is jittered, so that what failed
 * together does not come back together.
 */
public final class RetryPolicy {

  static final Duration PROGRESS_MIN = Duration.ofSeconds(1);
  static final Duration PROGRESS_MAX = Duration.ofSeconds(3);

  /**
   * What takes long is looked at ever more rarely: the wait is such a part of the time that it has
   * taken so far.
   */
  static final int PROGRESS_PART = 10;

  static final Duration BACKOFF_MIN = Duration.ofSeconds(1);
  static final Duration BACKOFF_MAX = Duration.ofMinutes(5);

  public static final Duration PERSON = Duration.ofMinutes(5);

  /**
   * What waits for somebody's DNS may be there in a moment, or in a week: the same holds for it.
   */
  static final Duration DNS_MIN = Duration.ofSeconds(10);

  static final int DNS_PART = 4;

  /** A machine may still come up by itself while the deadline for progress has not passed. */
  static final Duration HOPEFUL = Duration.ofSeconds(10);

  private static final Set<ConditionType> MAY_COME_UP =
      Set.of(ConditionType.MACHINES_RUNNING, ConditionType.HEALTHY);

  private static final int DOUBLINGS_MAX = 20;

  private final RandomGenerator random;

  public RetryPolicy(RandomGenerator random) {
    this.random = random;
  }

  /**
   * What a status does not say.
   *
   * @param attempt how many tries in a row have failed
   * @param inTime whether the deadline for progress has not passed
   * @param begunAt since when it may be under way, at the earliest
   * @param greenSince since when there are machines that are to take over, if there are
   */
  record Situation(
      int attempt, boolean inTime, Instant begunAt, Optional<Instant> greenSince, Instant now) {

    Duration taken(Condition condition) {
      var since = condition.lastTransitionTime();
      return Duration.between(since.isAfter(begunAt) ? since : begunAt, now);
    }
  }

  /** When to look again. */
  Optional<Duration> again(Status status, Situation situation) {
    if (status.condition(ConditionType.STALLED).filter(Condition::isTrue).isPresent()) {
      return Optional.of(late(situation));
    }
    var terminating = status.condition(ConditionType.TERMINATING).filter(Condition::isTrue);
    return terminating.isPresent()
        ? after(terminating.orElseThrow(), situation)
        : soonest(status, situation);
  }

  /** Slow retries go on; what is being tried once more is looked at as anything that is new. */
  private Duration late(Situation situation) {
    return situation
        .greenSince()
        .map(since -> progress(Duration.between(since, situation.now())))
        .orElseGet(() -> spread(PERSON));
  }

  private Optional<Duration> soonest(Status status, Situation situation) {
    return status.conditions().stream()
        .filter(it -> it.truth() != Truth.TRUE)
        .flatMap(it -> after(it, situation).stream())
        .min(Comparator.naturalOrder());
  }

  private Optional<Duration> after(Condition condition, Situation situation) {
    RetryClass retryClass = condition.reason().retryClass();
    return switch (retryClass) {
      case NEVER -> Optional.empty();
      case PROGRESS -> Optional.of(progress(situation.taken(condition)));
      case BACKOFF -> Optional.of(backoff(situation.attempt()));
      case PERSON ->
          Optional.of(
              situation.inTime() && MAY_COME_UP.contains(condition.reason().about())
                  ? spread(HOPEFUL)
                  : spread(PERSON));
      case DNS -> Optional.of(spread(dns(situation.taken(condition))));
    };
  }

  private static Duration dns(Duration taken) {
    var part = taken.dividedBy(DNS_PART);
    return part.compareTo(DNS_MIN) < 0 ? DNS_MIN : part.compareTo(PERSON) > 0 ? PERSON : part;
  }

  private Duration progress(Duration taken) {
    var part = taken.dividedBy(PROGRESS_PART);
    if (part.compareTo(PROGRESS_MAX) <= 0) {
      return between(PROGRESS_MIN, PROGRESS_MAX);
    }
    return spread(part.compareTo(BACKOFF_MAX) > 0 ? BACKOFF_MAX : part);
  }

  /** Full jitter: anywhere between the least and a limit that doubles with every try. */
  private Duration backoff(int attempt) {
    var limit = BACKOFF_MIN.multipliedBy(1L << Math.clamp(attempt, 1, DOUBLINGS_MAX));
    return between(BACKOFF_MIN, limit.compareTo(BACKOFF_MAX) > 0 ? BACKOFF_MAX : limit);
  }

  /** A tenth earlier or later. */
  private Duration spread(Duration about) {
    return between(about.multipliedBy(9).dividedBy(10), about.multipliedBy(11).dividedBy(10));
  }

  private Duration between(Duration least, Duration most) {
    return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
  }
}
