package io.runtimeservice.reconciler.loop;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.pass.OrphanPass;
import io.runtimeservice.reconciler.pass.Outcome;
import io.runtimeservice.reconciler.pass.Pass;
import io.runtimeservice.reconciler.pass.PassRequest;
import io.runtimeservice.reconciler.pass.PassRequest.Asked;
import io.runtimeservice.reconciler.pass.Trigger;
import io.runtimeservice.reconciler.queue.DirtyQueue;
import io.runtimeservice.reconciler.queue.Urgency;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * Runs passes for the environments that are dirty, so many at a time, on the one event loop that it
 * is called on. Every decision about an environment is made there, so that nothing needs a lock.
 */
public final class Reconciler {

  /** How long an unreadable table is left alone, at first and at most. */
  static final Duration TABLE_RETRY_MIN = Duration.ofSeconds(1);

  static final Duration TABLE_RETRY_MAX = Duration.ofMinutes(1);

  /** How much later than it says a wait may answer. */
  static final Duration WAIT_SLACK = Duration.ofSeconds(10);

  private static final int DOUBLINGS_MAX = 10;
  private static final double NANOS_PER_SECOND = 1e9;

  private static final Set<Reason> HOLDS_BACK = EnumSet.of(Reason.PAUSED, Reason.BRAKE_TRIPPED);

  /**
   * What it runs with.
   *
   * @param fly asked to say when something has happened; its limits kept
   * @param concurrency how many passes may be in flight
   */
  public record Parts(
      Pass pass,
      OrphanPass orphanPass,
      Fly fly,
      Time time,
      Telemetry telemetry,
      RandomGenerator random,
      int concurrency) {}

  private final Parts parts;
  private final DirtyQueue queue = new DirtyQueue();
  private final Occasions occasions = new Occasions();
  private final Map<EnvironmentKey, Integer> attempts = new HashMap<>();
  private final Map<EnvironmentKey, MachineCall.Wait> waits = new HashMap<>();

  /** Since when each pass runs, in the order in which they began. */
  private final Map<EnvironmentKey, Long> running = new LinkedHashMap<>();

  /** Apps that are to go, each with the environment that it was made for; one at a time. */
  private final Map<EnvironmentKey, FlyAppName> orphans = new HashMap<>();

  /** Those for which operators, or the brake, let nothing be done; to be woken. */
  private final Set<EnvironmentKey> heldBack = new HashSet<>();

  private Optional<MarkDesk> marks = Optional.empty();
  private Optional<Time.Timer> alarm = Optional.empty();
  private Optional<Promise<Void>> drained = Optional.empty();

  /** A pass that ends at once asks for more in the middle of the loop that started it. */
  private boolean pumping;

  public Reconciler(Parts parts) {
    this.parts = parts;
  }

  /** Lets a desk bring marks, and tells it what becomes of them. */
  public void serve(MarkDesk desk) {
    this.marks = Optional.of(desk);
  }

  /** Somebody asks for a look at an environment. */
  public void mark(EnvironmentKey key) {
    mark(key, Urgency.CHANGED, Trigger.MARK, Duration.ZERO);
  }

  /** A sweep asks for a look, unless one is due or under way already. */
  public void sweep(EnvironmentKey key) {
    if (!isBusyWith(key) && !waits.containsKey(key)) {
      mark(key, Urgency.BACKGROUND, Trigger.SWEEP, Duration.ZERO);
    }
  }

  /** What Fly shows of an environment at rest is otherwise than it was left. */
  public void drift(EnvironmentKey key) {
    mark(key, Urgency.BACKGROUND, Trigger.DRIFT, Duration.ZERO);
  }

  /** It is an environment's turn to be looked at, after so long. */
  public void round(EnvironmentKey key, Duration after) {
    if (!isBusyWith(key) && !waits.containsKey(key)) {
      mark(key, Urgency.BACKGROUND, Trigger.ROUND, after);
    }
  }

  /** An app that was made for an environment is not its app: it is to go, if it still is so. */
  public void orphan(EnvironmentKey key, FlyAppName app) {
    orphans.put(key, app);
    mark(key, Urgency.BACKGROUND, Trigger.SWEEP, Duration.ZERO);
  }

  /** What operators let be done has changed: those that it held back are looked at again. */
  public void wake() {
    var woken = List.copyOf(heldBack);
    heldBack.clear();
    woken.forEach(key -> mark(key, Urgency.BACKGROUND, Trigger.RETRY, Duration.ZERO));
  }

  /** Starts no more passes; done when those in flight have ended. */
  public Future<Void> drain() {
    Promise<Void> promise = Promise.promise();
    drained = Optional.of(promise);
    alarm.ifPresent(Time.Timer::cancel);
    finishIfDrained();
    return promise.future();
  }

  public boolean isDraining() {
    return drained.isPresent();
  }

  /** How many passes are in flight. */
  public int active() {
    return running.size();
  }

  /** How long the oldest pass has been running; zero if none is. */
  public Duration oldestPass() {
    long now = parts.time().nanos();
    return running.values().stream()
        .map(since -> Duration.ofNanos(now - since))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Whether a pass over the environment is running or due in this replica. */
  public boolean isBusyWith(EnvironmentKey key) {
    return running.containsKey(key) || occasions.has(key);
  }

  /** How many environments this replica remembers anything of. */
  public int remembered() {
    return queue.size() + attempts.size() + waits.size() + heldBack.size() + orphans.size();
  }

  private void mark(EnvironmentKey key, Urgency urgency, Trigger trigger, Duration after) {
    long now = parts.time().nanos();
    long due = now + after.toNanos();
    occasions.add(key, trigger, due);
    queue.markAt(key, urgency, due, now);
    pump();
  }

  private void pump() {
    if (drained.isPresent() || pumping) {
      return;
    }
    pumping = true;
    while (running.size() < parts.concurrency()) {
      var turn = queue.take(parts.time().nanos());
      if (turn.isEmpty()) {
        break;
      }
      start(turn.orElseThrow());
    }
    pumping = false;
    gauge();
    rearm();
  }

  private void start(DirtyQueue.Turn turn) {
    EnvironmentKey key = turn.key();
    parts.telemetry().time(Metric.QUEUE_WAIT, turn.waited(), turn.urgency().toString());
    long now = parts.time().nanos();
    running.put(key, now);
    Asked asked = marks.map(desk -> desk.passStarts(key)).orElse(Asked.BY_NOBODY);
    var occasion = occasions.take(key, now);
    int attempt = attempts.getOrDefault(key, 0);
    clear(key)
        .compose(_ ->
            parts
                .pass()
                .run(new PassRequest(key, occasion.trigger(), attempt, occasion.due(), asked)))
        .onSuccess(outcome -> end(key, occasion, outcome));
  }

  /** Nobody else is at work on the environment meanwhile, in this replica. */
  private Future<Void> clear(EnvironmentKey key) {
    return Optional.ofNullable(orphans.remove(key))
        .map(app -> parts.orphanPass().run(key, app))
        .orElseGet(Future::succeededFuture);
  }

  private void end(EnvironmentKey key, Occasions.Occasion occasion, Outcome outcome) {
    long now = parts.time().nanos();
    long startedNanos = Optional.ofNullable(running.remove(key)).orElse(now);
    parts.telemetry().count(Metric.RECONCILE, occasion.trigger().toString(), outcome.word());
    parts
        .telemetry()
        .time(Metric.RECONCILE_DURATION, Duration.ofNanos(now - startedNanos), "whole");
    queue.done(key, now);
    marks.ifPresent(desk -> tell(desk, key, outcome));
    if (outcome instanceof Outcome.Dropped) {
      occasion.later().ifPresent(later -> isStillDue(key, later));
    } else {
      follow(key, outcome);
    }
    finishIfDrained();
    pump();
  }

  private static void tell(MarkDesk desk, EnvironmentKey key, Outcome outcome) {
    if (outcome instanceof Outcome.Dropped) {
      desk.passDropped(key);
    } else {
      desk.passEnded(key, outcome.isRecorded());
    }
  }

  /** As if the pass had not been: what was due later is, and how often it was tried is known. */
  private void isStillDue(EnvironmentKey key, Occasions.Later later) {
    var after = Duration.ofNanos(later.dueNanos() - parts.time().nanos());
    later.triggers().forEach(trigger -> mark(key, Urgency.BACKGROUND, trigger, after));
  }

  private void follow(EnvironmentKey key, Outcome outcome) {
    int attempt = attempts.getOrDefault(key, 0);
    attempts.remove(key);
    heldBack.remove(key);
    switch (outcome) {
      case Outcome.Converged _, Outcome.Gone _, Outcome.Dropped _ -> {
        // at rest: nothing is remembered
      }
      case Outcome.Waiting(var again, _, var event) ->
          event.ifPresentOrElse(wait -> await(key, wait, again), () -> retry(key, again));
      case Outcome.Troubled(var again, Reason reason, var count) -> {
        attempts.put(key, count);
        if (HOLDS_BACK.contains(reason)) {
          heldBack.add(key);
        }
        retry(key, again);
      }
      case Outcome.Held(Duration again) -> {
        keepCount(key, attempt);
        retry(key, again);
      }
      case Outcome.Overtaken _ -> {
        keepCount(key, attempt);
        mark(key, Urgency.CHANGED, Trigger.RETRY, Duration.ZERO);
      }
      case Outcome.Unrecorded _ -> {
        attempts.put(key, attempt + 1);
        retry(key, tableRetry(attempt));
      }
    }
  }

  /** What has no outcome is neither a success nor one more failure. */
  private void keepCount(EnvironmentKey key, int attempt) {
    if (attempt > 0) {
      attempts.put(key, attempt);
    }
  }

  private void retry(EnvironmentKey key, Duration after) {
    mark(key, Urgency.BACKGROUND, Trigger.RETRY, after);
  }

  private Duration tableRetry(int attempt) {
    var limit = TABLE_RETRY_MIN.multipliedBy(2L << Math.min(attempt, DOUBLINGS_MAX));
    long most = Math.min(limit.toMillis(), TABLE_RETRY_MAX.toMillis());
    return Duration.ofMillis(parts.random().nextLong(TABLE_RETRY_MIN.toMillis(), most + 1));
  }

  /** Fly says when what is waited for has happened; no lease is held meanwhile. */
  private void await(EnvironmentKey key, MachineCall.Wait wait, Duration otherwise) {
    if (wait.equals(waits.get(key))) {
      return;
    }
    if (waits.size() >= MachineCall.Wait.AT_ONCE_MAX || drained.isPresent()) {
      retry(key, otherwise);
      return;
    }
    waits.put(key, wait);
    parts
        .fly()
        .call(wait, wait.timeout().plus(WAIT_SLACK))
        .onComplete(answer -> {
          waits.remove(key, wait);
          boolean looks = answer.succeeded() || isNews(answer.cause());
          mark(
              key,
              looks ? Urgency.CHANGED : Urgency.BACKGROUND,
              Trigger.WAIT,
              looks ? Duration.ZERO : otherwise);
        });
  }

  /** Not yet, or gone: either is worth a look; a failing API is not, at once. */
  private static boolean isNews(Throwable thrown) {
    return switch (FailureException.of(thrown)) {
      case Failure.NotYet _, Failure.Absent _, Failure.VersionMoved _ -> true;
      case Failure _ -> false;
    };
  }

  private void rearm() {
    alarm.ifPresent(Time.Timer::cancel);
    alarm = Optional.empty();
    if (running.size() < parts.concurrency()) {
      queue
          .nextDueNanos()
          .ifPresent(due -> {
            long delay = Math.max(0, due - parts.time().nanos());
            alarm = Optional.of(parts.time().after(Duration.ofNanos(delay), this::pump));
          });
    }
  }

  private void gauge() {
    parts.telemetry().set(Metric.RECONCILE_ACTIVE, running.size());
    parts.telemetry().set(Metric.OLDEST_DIRTY, oldestDirty());
    for (Urgency urgency : Urgency.values()) {
      parts.telemetry().set(Metric.QUEUE_DEPTH, queue.depth(urgency), urgency.toString());
    }
  }

  /** In seconds since 1970, or zero. */
  private double oldestDirty() {
    long now = parts.time().nanos();
    var started = running.values().stream().mapToLong(Long::longValue).limit(1);
    return LongStream.concat(started, queue.oldestDueNanos(now).stream()).min().stream()
        .mapToObj(since -> parts.time().now().minusNanos(now - since))
        .mapToDouble(at -> at.getEpochSecond() + at.getNano() / NANOS_PER_SECOND)
        .findFirst()
        .orElse(0);
  }

  private void finishIfDrained() {
    if (running.isEmpty()) {
      drained.ifPresent(promise -> promise.tryComplete());
    }
  }
}
