package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fly's door: everybody comes through it, whether by the Java port or by HTTP. Here tokens are
 * looked at, limits are kept, time passes, faults happen, and the ledger is written.
 */
public final class Door {

  private final Time time;
  private final Pace pace;
  private final Ledger ledger = new Ledger();
  private final RateLimits limits;
  private final Map<String, String> organisations = new HashMap<>();
  private Function<Visit, Fault> trouble = _ -> new Fault.None();

  Door(Time time, Pace pace) {
    this.time = time;
    this.pace = pace;
    this.limits = new RateLimits(time);
  }

  /** What is to be done for somebody; it may take its time, and may refuse. */
  @FunctionalInterface
  public interface Work<T> {
    Future<T> of(Caller caller);
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Decides from now on what goes wrong with whom. */
  public void trouble(Function<Visit, Fault> next) {
    trouble = next;
  }

  void admit(String token, String organisation) {
    organisations.put(token, organisation);
  }

  void revoke(String token) {
    organisations.remove(token);
  }

  /** Lets somebody in; fails with a {@link FlyError}, or never comes back. */
  public <T> Future<T> enter(Visit visit, Work<T> work) {
    return later(pace.answer().dividedBy(2))
        .compose(_ -> troubled(visit, work))
        .transform(result -> {
          var told = Promise.<T>promise();
          time.after(pace.answer().dividedBy(2), () -> told.handle(result));
          return told.future();
        });
  }

  private <T> Future<T> troubled(Visit visit, Work<T> work) {
    return switch (trouble.apply(visit)) {
      case Fault.None _ -> served(visit, work);
      case Fault.Refused(FlyError error) -> refused(visit, error);
      case Fault.DoneAndRefused(FlyError error) ->
          served(visit, work).transform(_ -> Future.failedFuture(error));
      case Fault.DoneAndLost _ -> served(visit, work).transform(_ -> Promise.<T>promise().future());
      case Fault.Lost _ -> Promise.<T>promise().future();
    };
  }

  private <T> Future<T> served(Visit visit, Work<T> work) {
    try {
      var caller = caller(visit);
      limits.take(visit, caller.organisation());
      return work.of(caller)
          .onSuccess(_ -> write(visit, Optional.empty()))
          .onFailure(thrown -> write(visit, Optional.of(String.valueOf(thrown.getMessage()))));
    } catch (FlyError error) {
      return refused(visit, error);
    }
  }

  private <T> Future<T> refused(Visit visit, FlyError error) {
    write(visit, Optional.of(error.text()));
    return Future.failedFuture(error);
  }

  private Caller caller(Visit visit) {
    String organisation = organisations.get(visit.token());
    if (organisation == null) {
      throw Refusals.unauthenticated();
    }
    return new Caller(organisation);
  }

  private void write(Visit visit, Optional<String> refused) {
    ledger.add(
        new Ledger.Entry(time.now(), visit.action(), visit.subject(), visit.mutating(), refused));
  }

  private Future<Void> later(Duration delay) {
    var promise = Promise.<Void>promise();
    time.after(delay, promise::complete);
    return promise.future();
  }
}
