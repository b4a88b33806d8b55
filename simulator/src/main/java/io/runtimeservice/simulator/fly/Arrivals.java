package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Those who wait for a machine to come to a state. */
final class Arrivals {

  /** What satisfies {@code settled}: a state that a machine stays in. */
  private static final Set<MachineState> RESTING =
      Set.of(
          MachineState.STARTED,
          MachineState.STOPPED,
          MachineState.SUSPENDED,
          MachineState.FAILED,
          MachineState.DESTROYED);

  private final Time time;
  private final List<Waiter> waiters = new ArrayList<>();
  private Optional<MachineShot> latest = Optional.empty();

  Arrivals(Time time) {
    this.time = time;
  }

  /**
   * What is waited for.
   *
   * @param states in Fly's words; {@code settled} for any that lasts
   * @param version the one that has to come there; empty for any
   */
  record Wish(Set<String> states, Optional<String> version) {
    boolean isMet(MachineShot shot) {
      boolean there =
          states.contains(shot.state().toString())
              || (states.contains("settled") && RESTING.contains(shot.state()));
      return there && version.filter(it -> !it.equals(shot.version())).isEmpty();
    }

    String words() {
      return states.stream().sorted().collect(Collectors.joining(","));
    }
  }

  private record Waiter(Wish wish, Promise<MachineShot> promise) {}

  Future<MachineShot> await(MachineShot now, Wish wish, Duration timeout) {
    if (wish.isMet(now)) {
      return Future.succeededFuture(now);
    }
    refuseIfHopeless(now, wish);
    var waiter = new Waiter(wish, Promise.promise());
    waiters.add(waiter);
    var timer = time.after(timeout, () -> giveUp(waiter));
    return waiter
        .promise
        .future()
        .onComplete(_ -> {
          waiters.remove(waiter);
          timer.cancel();
        });
  }

  private void giveUp(Waiter waiter) {
    String state = latest.map(it -> it.state().toString()).orElse("created");
    waiter.promise.tryFail(Refusals.notYet(waiter.wish.words(), state));
  }

  /** Tells those who have waited for this. */
  void moved(MachineShot shot) {
    latest = Optional.of(shot);
    for (Waiter waiter : List.copyOf(waiters)) {
      if (waiter.wish.isMet(shot)) {
        waiter.promise.tryComplete(shot);
      } else {
        failIfHopeless(waiter, shot);
      }
    }
  }

  private static void failIfHopeless(Waiter waiter, MachineShot shot) {
    try {
      refuseIfHopeless(shot, waiter.wish);
    } catch (FlyError error) {
      waiter.promise.tryFail(error);
    }
  }

  private static void refuseIfHopeless(MachineShot shot, Wish wish) {
    if (shot.state() == MachineState.DESTROYED) {
      throw Refusals.absent("machine");
    }
    if (wish.version().filter(it -> !it.equals(shot.version())).isPresent()) {
      throw Refusals.versionReplaced();
    }
  }
}
