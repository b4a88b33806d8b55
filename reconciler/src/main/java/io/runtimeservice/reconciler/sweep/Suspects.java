package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.reconciler.plan.Moment;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Environments of which a list shows something otherwise: each one's records are read again,
 * consistently, for another replica may just have changed it; what still differs then is found.
 */
final class Suspects {

  /** So many are looked into for one list; others are found by the next one. */
  static final int MAX = 10_000;

  /** So many records are read at once. */
  static final int AT_ONCE_MAX = 8;

  private final EnvironmentStore store;
  private final Supplier<Moment> moment;
  private final Queue<Suspect> waiting = new ArrayDeque<>();

  Suspects(EnvironmentStore store, Supplier<Moment> moment) {
    this.store = store;
    this.moment = moment;
  }

  /**
   * One of them.
   *
   * @param difference asks again, of how it stands by its records as they are now
   */
  private record Suspect(EnvironmentKey key, Function<Standing, Optional<Difference>> difference) {}

  void add(EnvironmentKey key, Function<Standing, Optional<Difference>> difference) {
    if (waiting.size() < MAX) {
      waiting.add(new Suspect(key, difference));
    }
  }

  /**
   * Looks into all of them.
   *
   * @param fresh told how each stands now
   * @param found told of each that still differs
   */
  Future<Void> clear(
      java.util.function.Consumer<Standing> fresh, BiConsumer<EnvironmentKey, Difference> found) {
    List<Future<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < AT_ONCE_MAX; i++) {
      lanes.add(lane(fresh, found));
    }
    return Future.join(lanes).mapEmpty();
  }

  private Future<Void> lane(
      java.util.function.Consumer<Standing> fresh, BiConsumer<EnvironmentKey, Difference> found) {
    Suspect next = waiting.poll();
    if (next == null) {
      return Future.succeededFuture();
    }
    return store
        .load(next.key())
        .map(records -> Standing.of(next.key(), records, moment.get()))
        .onSuccess(standing -> {
          standing.ifPresent(fresh);
          standing
              .filter(Standing::atRest)
              .flatMap(next.difference())
              .ifPresent(it -> found.accept(next.key(), it));
        })
        .compose(_ -> lane(fresh, found));
  }
}
