package io.runtimeservice.model.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A {@link Time} that stands still until a test moves it on. */
public final class ManualTime implements Time {

  public static final Instant START = Instant.parse("2026-12-01T09:00:00Z");

  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Waiting::dueNanos).thenComparingLong(Waiting::order));

  private long nanos;
  private long order;
  private long run;

  @Override
  public Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    var timer = new Waiting(nanos + Math.max(0, delay.toNanos()), order++, action);
    waiting.add(timer);
    return () -> waiting.remove(timer);
  }

  /** Lets so much time pass; each timer that comes due in it runs at its own moment. */
  public void advance(Duration by) {
    long until = nanos + by.toNanos();
    while (!waiting.isEmpty() && waiting.element().dueNanos <= until) {
      runNext();
    }
    nanos = until;
  }

  /** Lets time pass until the next timer has run; false if there is none. */
  public boolean advanceToNext() {
    if (waiting.isEmpty()) {
      return false;
    }
    runNext();
    return true;
  }

  /** How many timers wait. */
  public int timers() {
    return waiting.size();
  }

  /** How many timers have run: between two of them everything is one step. */
  public long run() {
    return run;
  }

  private void runNext() {
    var next = waiting.remove();
    run++;
    nanos = next.dueNanos;
    next.action.run();
  }

  private record Waiting(long dueNanos, long order, Runnable action) {}
}
