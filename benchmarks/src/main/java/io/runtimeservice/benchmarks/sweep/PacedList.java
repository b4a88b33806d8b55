package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.reconciler.Options;
import io.runtimeservice.reconciler.limit.FlyRates;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/**
 * Lets the engine's questions for the list of machines wait for their turn, at a pace that can be
 * changed while it runs, so that one engine and what it knows are measured at each. For one event
 * loop.
 */
final class PacedList {

  private static final int BURST = FlyRates.DEFAULT.fleetList().burst();
  private static final long GAP_NANOS = (long) (1e9 / FlyRates.DEFAULT.fleetList().perSecond());

  private final Time time;
  private ListPace pace = ListPace.AS_ASKED;
  private Promise<Void> changed = Promise.promise();

  /** When the next turn is, if nobody has left one out. */
  private long nextNanos;

  PacedList(Time time) {
    this.time = time;
    this.nextNanos = time.nanos() - BURST * GAP_NANOS;
  }

  /** From now on; who waits by another pace goes on. */
  void keep(ListPace next) {
    pace = next;
    var before = changed;
    changed = Promise.promise();
    before.complete();
  }

  /** Fly, asked for its list at that pace. */
  Fly of(Fly fly) {
    return new Fly() {
      @Override
      public <R> Future<Answer<R>> call(FlyCall<R> call, Duration deadline) {
        return call instanceof FleetCall.Machines list
            ? turn(list).compose(_ -> fly.call(call, deadline))
            : fly.call(call, deadline);
      }
    };
  }

  private Future<?> turn(FleetCall.Machines list) {
    boolean isForChanges = list.updatedAfter().isPresent();
    return switch (pace) {
      case AS_ASKED -> Future.succeededFuture();
      case WITHOUT_CHANGES -> isForChanges ? changed.future() : Future.succeededFuture();
      case AS_THE_SERVICE -> isForChanges ? changesTurn() : listTurn();
    };
  }

  private Future<?> changesTurn() {
    return Future.any(changed.future(), after(Options.Sweeping.FEED_INTERVAL.toNanos()))
        .compose(
            _ -> pace == ListPace.AS_THE_SERVICE ? listTurn() : Future.<Void>succeededFuture());
  }

  /** After a pause so many come at once, and then one after another. */
  private Future<Void> listTurn() {
    long now = time.nanos();
    long turn = Math.max(nextNanos, now - (BURST - 1) * GAP_NANOS);
    nextNanos = turn + GAP_NANOS;
    return turn <= now ? Future.succeededFuture() : after(turn - now);
  }

  private Future<Void> after(long nanos) {
    var promise = Promise.<Void>promise();
    time.after(Duration.ofNanos(nanos), promise::complete);
    return promise.future();
  }
}
