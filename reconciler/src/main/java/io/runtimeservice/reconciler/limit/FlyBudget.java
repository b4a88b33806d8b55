package io.runtimeservice.reconciler.limit;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
  private final RetryBudgets retries;
  private final Acquaintances ours = new Acquaintances();
  private int cleanAtSize = BUCKETS_BEFORE_CLEANING;

  public FlyBudget(FlyRates rates, Time time, Telemetry telemetry) {
    this.rates = rates;
    this.time = time;
    this.telemetry = telemetry;
    this.retries = new RetryBudgets(telemetry);
  }

  /** The same Fly, asked no faster than its limits allow. */
  public Fly within(Fly fly) {
    return new Fly() {
      @Override
      public <R> Future<Answer<R>> call(FlyCall<R> call, Duration deadline) {
        return admit(call)
            .compose(bucket ->
                fly.call(call, deadline)
                    .onComplete(answer -> {
                      long now = time.nanos();
                      bucket.ended(now);
                      retries.heed(call, answer, now);
                    }))
            .onSuccess(answer -> meet(call, answer.value()))
            .onFailure(thrown -> heed(call, thrown));
      }
    };
  }

  /** How many buckets are kept; those that are full again are kept for a while only. */
  public int buckets() {
    return buckets.size();
  }

  private Future<TokenBucket> admit(FlyCall<?> call) {
    long now = time.nanos();
    var tooOften = retries.refusal(call, now);
    if (tooOften.isPresent()) {
      return Future.failedFuture(tooOften.orElseThrow());
    }
    clean(now);
    var bucket = bucket(call, now);
    var wait = Duration.ofNanos(bucket.waitNanos(now));
    if (wait.compareTo(WAIT_MAX) > 0) {
      return Future.failedFuture(spent(wait));
    }
    bucket.take(now);
    telemetry.time(Metric.FLY_BUDGET_WAIT, wait, call.action());
    return wait.isZero() ? Future.succeededFuture(bucket) : after(wait, bucket);
  }

  /** What is left of an app's limits when it changes hands. */
  public enum Left {
    /** Whoever had it before had no reason to call it lately. */
    ONE(1),
    /** Whoever had it before may have used all. */
    NONE(0),
    /**
     * Whoever had it before may have used all, and be about to ask twice: no look asks more often.
     */
    LESS_THAN_NONE(-2);

    private final int tokens;

    Left(int tokens) {
      this.tokens = tokens;
    }
  }

  /**
   * From now on this replica calls an app that another one has called; what is left of the app's
   * limits grows from now on.
   */
  public void takeOver(FlyAppName app, Left left) {
    ours.takenOver(app.value(), left.tokens, time.nanos());
  }

  /** What is made anew under its old name has the limits that it had. */
  private TokenBucket bucket(FlyCall<?> call, long nowNanos) {
    var met = met(call, nowNanos);
    return buckets.compute(
        FlyRates.bucketOf(call),
        (_, known) ->
            known != null && !known.isForgotten(nowNanos) && !isAnothers(known, met)
                ? known
                : fresh(rates.of(call), met, nowNanos));
  }

  /** Whether another replica has called since it was used last. */
  private static boolean isAnothers(TokenBucket known, Optional<Acquaintances.Met> met) {
    return met.filter(it -> !it.isNew() && known.isOlderThan(it.atNanos())).isPresent();
  }

  /**
   * Somebody else may just have used what this replica does not know of: unless a limit is known to
   * be ours, one token of it is taken to be left, which grows to the rest. So it is again when this
   * replica has not used it for a while, be it because it stood still.
   */
  private static TokenBucket fresh(Rate rate, Optional<Acquaintances.Met> met, long nowNanos) {
    return met.map(
            it -> new TokenBucket(rate, it.isNew() ? rate.burst() : it.tokens(), it.atNanos()))
        .orElseGet(() -> new TokenBucket(rate, 1, nowNanos));
  }

  /**
   * How this replica came by the machine whose limit it is, or by its app, whichever was later.
   * That the app is new says nothing of a machine in it that we did not make.
   */
  private Optional<Acquaintances.Met> met(FlyCall<?> call, long nowNanos) {
    if (call instanceof AppCall.Create || call instanceof AppCall.Delete) {
      return Optional.empty(); // the organisation's
    }
    var subject = ours.of(call.subject(), nowNanos);
    var takenOver =
        FlyCall.appOf(call).flatMap(it -> ours.of(it.value(), nowNanos)).filter(it -> !it.isNew());
    return Stream.concat(subject.stream(), takenOver.stream())
        .max(Comparator.comparingLong(it -> it.atNanos() - nowNanos));
  }

  /** What we have made ourselves, nobody else has called yet. */
  private void meet(FlyCall<?> call, Object answer) {
    if (call instanceof AppCall.Create create) {
      ours.made(create.app().value(), time.nanos());
    } else if (call instanceof MachineCall.Create && answer instanceof Machine machine) {
      ours.made(machine.id().value(), time.nanos());
    }
  }

  /** A limit that was passed all the same is a fault of ours: others call, or it is lower. */
  private void heed(FlyCall<?> call, Throwable thrown) {
    if (FailureException.of(thrown) instanceof Failure.Throttled(var again, Evidence evidence)
        && evidence.by() == Dependency.FLY) {
      long now = time.nanos();
      bucket(call, now).complain(again.orElse(Duration.ZERO), now);
    }
  }

  private Future<TokenBucket> after(Duration wait, TokenBucket bucket) {
    Promise<TokenBucket> grown = Promise.promise();
    time.after(wait, () -> grown.complete(bucket));
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
      buckets.entrySet().removeIf(it -> it.getValue().isFull(nowNanos));
      cleanAtSize = Math.max(BUCKETS_BEFORE_CLEANING, 2 * buckets.size());
    }
  }
}
