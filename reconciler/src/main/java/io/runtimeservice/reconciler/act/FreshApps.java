package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Apps that this replica has just created. Fly may say for a moment that it knows no such app, or
 * that it does not know us, where the app is meant: that is neither an app that is gone nor a token
 * that has ended. Such an answer has changed nothing, so the call is made again, within its time.
 */
public final class FreshApps {

  /** How long Fly may take to know of an app that it has created: as long as flyctl waits. */
  static final Duration FRESH = Duration.ofMinutes(1);

  static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  static final Duration PAUSE_MAX = Duration.ofSeconds(2);

  private final Time time;
  private final Map<FlyAppName, Long> createdAtNanos = new HashMap<>();

  public FreshApps(Time time) {
    this.time = time;
  }

  /** The same Fly, asked again while it does not know an app that it has just created. */
  public Fly patient(Fly fly) {
    return new Fly() {
      @Override
      public <R> Future<Answer<R>> call(FlyCall<R> call, Duration deadline) {
        return attempt(fly, call, deadline, FIRST_PAUSE).onSuccess(_ -> heed(call));
      }
    };
  }

  private <R> Future<Fly.Answer<R>> attempt(
      Fly fly, FlyCall<R> call, Duration left, Duration pause) {
    long sentAtNanos = time.nanos();
    return fly.call(call, left)
        .recover(thrown -> {
          if (!isTooSoon(call, FailureException.of(thrown))) {
            return Future.failedFuture(thrown);
          }
          var rest = left.minus(Duration.ofNanos(time.nanos() - sentAtNanos)).minus(pause);
          return rest.isPositive()
              ? after(pause).compose(_ -> attempt(fly, call, rest, longer(pause)))
              : Future.failedFuture(unreliable(thrown));
        });
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
  }

  private boolean isTooSoon(FlyCall<?> call, Failure failure) {
    return switch (failure) {
      case Failure.Unauthenticated _ -> app(call).filter(this::isFresh).isPresent();
      case Failure.Absent _ ->
          isAboutAppItself(call) && app(call).filter(this::isFresh).isPresent();
      default -> false;
    };
  }

  private boolean isFresh(FlyAppName app) {
    Long at = createdAtNanos.get(app);
    return at != null && time.nanos() - at < FRESH.toNanos();
  }

  private void heed(FlyCall<?> call) {
    switch (call) {
      case AppCall.Create create -> {
        long now = time.nanos();
        createdAtNanos.values().removeIf(at -> now - at >= FRESH.toNanos());
        createdAtNanos.put(create.app(), now);
      }
      case AppCall.Delete delete -> createdAtNanos.remove(delete.app());
      default -> {}
    }
  }

  private static Optional<FlyAppName> app(FlyCall<?> call) {
    return switch (call) {
      case AppCall.Create _, FleetCall<?> _ -> Optional.empty();
      case AppCall<?> it -> Optional.of(it.app());
      case AddressCall<?> it -> Optional.of(it.app());
      case SecretCall<?> it -> Optional.of(it.app());
      case CertificateCall<?> it -> Optional.of(it.app());
      case MachineCall<?> it -> Optional.of(it.app());
    };
  }

  /** Whether "there is no such thing" can only mean the app. */
  private static boolean isAboutAppItself(FlyCall<?> call) {
    return switch (call) {
      case AppCall<?> _, SecretCall<?> _ -> true;
      case MachineCall.ListAll _, MachineCall.Create _ -> true;
      case AddressCall.ListAll _, AddressCall.Assign _ -> true;
      case CertificateCall.ListAll _,
          CertificateCall.RequestAcme _,
          CertificateCall.ImportCustom _ ->
          true;
      default -> false;
    };
  }

  private Future<Void> after(Duration pause) {
    Promise<Void> over = Promise.promise();
    time.after(pause, over::complete);
    return over.future();
  }

  /** What it says of the app contradicts what it has said before. */
  private static FailureException unreliable(Throwable thrown) {
    return new FailureException(new Failure.Unreliable(FailureException.of(thrown).evidence()));
  }
}
