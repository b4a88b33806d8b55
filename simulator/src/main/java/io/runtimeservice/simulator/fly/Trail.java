package io.runtimeservice.simulator.fly;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** What a thing has been, as far back as any list is behind. */
final class Trail<T> {

  private final Deque<Step<T>> steps = new ArrayDeque<>();
  private final Duration back;

  /**
   * @param back how far one has to be able to look
   */
  Trail(Duration back) {
    this.back = back;
  }

  private record Step<T>(Instant since, T value) {}

  void add(Instant now, T value) {
    steps.addLast(new Step<>(now, value));
    Instant horizon = now.minus(back);
    while (steps.size() > 1 && !secondIsAfter(horizon)) {
      steps.removeFirst();
    }
  }

  /** What it was at a moment; empty if it was not yet. */
  Optional<T> at(Instant moment) {
    Optional<T> found = Optional.empty();
    for (Step<T> step : steps) {
      if (step.since().isAfter(moment)) {
        break;
      }
      found = Optional.of(step.value());
    }
    return found;
  }

  private boolean secondIsAfter(Instant horizon) {
    Iterator<Step<T>> iterator = steps.iterator();
    iterator.next();
    return iterator.next().since().isAfter(horizon);
  }
}
