package io.runtimeservice.reconciler.limit;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps Fly's rate limits by construction: a call waits here until its token has grown. One that
 * would wait too long is refused, unsent, as if Fly had said so, and says when to come again.
 */
public final class FlyBudget {

  /** A call that would have to wait longer is not worth holding a pass for. */
  static final Duration WAIT_MAX = Duration.ofSeconds(5);

  /** Full buckets are as good as none: they are dropped whenever so many have come up. */
  static final int BUCKETS_BEFORE_CLEANING = 1024;

  private final FlyRates rates;
  private final Time time;
  private final Telemetry telemetry;
  private final Map<String, TokenBucket> buckets = new HashMap<>();
  private int cleanAtSize = BUCKETS_BEFORE_CLEANING;

  public FlyBudget(FlyRates rates, Time time, Telemetry telemetry) {
    this.rates = rates;
    this.time = time;
    this.telemetry = telemetry;
  }

  /** The same Fly, asked no faster than its limits allow. */
  public Fly within(Fly fly) {
    return new Fly() {
      @Override
      public <R> Future<Answer<R>> call(FlyCall<R> call, Duration deadline) {
        return admit(call).compose(_ -> fly.call(call, deadline));
      }
    };
  }

  /** How many buckets are kept; those that are full again are kept for a while only. */
  public int buckets() {
    return buckets.size();
  }

  private Future<Void> admit(FlyCall<?> call) {
    long now = time.nanos();
    clean(now);
    var bucket =
        buckets.computeIfAbsent(FlyRates.bucketOf(call), _ -> new TokenBucket(rates.of(call), now));
    var wait = Duration.ofNanos(bucket.waitNanos(now));
    if (wait.compareTo(WAIT_MAX) > 0) {
      return Future.failedFuture(spent(wait));
    }
    bucket.take(now);
    telemetry.time(Metric.FLY_BUDGET_WAIT, wait);
    return wait.isZero() ? Future.succeededFuture() : after(wait);
  }

  private Future<Void> after(Duration wait) {
    Promise<Void> grown = Promise.promise();
    time.after(wait, grown::complete);
    return grown.future();
  }

  private static FailureException spent(Duration wait) {
    return new FailureException(
        new Failure.Throttled(
            Optional.of(wait),
            Evidence.of(Dependency.SERVICE, "Fly's rate limit is used up for now")));
  }

  private void clean(long nowNanos) {
    if (buckets.size() >= cleanAtSize) {
      buckets.values().removeIf(bucket -> bucket.isFull(nowNanos));
      cleanAtSize = Math.max(BUCKETS_BEFORE_CLEANING, 2 * buckets.size());
    }
  }
}
