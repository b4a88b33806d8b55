package io.runtimeservice.reconciler.queue;

import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/** Environments of one urgency that may start now: apps take turns, each app's in order. */
final class Lanes {

  private final Map<AppId, LinkedHashSet<EnvironmentKey>> lanes = new HashMap<>();
  private final Deque<AppId> turns = new ArrayDeque<>();
  private int size;

  void add(EnvironmentKey key) {
    var lane = lanes.get(key.app());
    if (lane == null) {
      lane = new LinkedHashSet<>();
      lanes.put(key.app(), lane);
      turns.addLast(key.app());
    }
    if (lane.add(key)) {
      size++;
    }
  }

  /** Takes an environment out that is not to wait here any more. */
  void remove(EnvironmentKey key) {
    var lane = lanes.get(key.app());
    if (lane != null && lane.remove(key)) {
      size--;
    }
  }

  /** The next one, of the app whose turn it is. */
  Optional<EnvironmentKey> take() {
    while (!turns.isEmpty()) {
      AppId app = turns.removeFirst();
      var lane = lanes.get(app);
      if (lane == null || lane.isEmpty()) {
        lanes.remove(app);
        continue;
      }
      EnvironmentKey key = lane.removeFirst();
      size--;
      if (lane.isEmpty()) {
        lanes.remove(app);
      } else {
        turns.addLast(app);
      }
      return Optional.of(key);
    }
    return Optional.empty();
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }
}
