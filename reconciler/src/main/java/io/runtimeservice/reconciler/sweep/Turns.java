package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Works through many things in short turns of the event loop, of which there is one at a time:
 * whoever else waits for the loop waits for one turn, and not for all of them.
 */
final class Turns {

  /** A turn is over after so long. */
  static final Duration TURN = Duration.ofNanos(250_000);

  /** Or after so many, where time stands still meanwhile. */
  static final int ROWS_PER_TURN = 1_000;

  /** The clock is read after so many: some cost less than to read it. */
  static final int ROWS_PER_LOOK = 8;

  private final Time time;
  private final Queue<Work<?>> waiting = new ArrayDeque<>();
  private int left = ROWS_PER_TURN;
  private long endsNanos;
  private boolean resting;

  Turns(Time time) {
    this.time = time;
    this.endsNanos = time.nanos() + TURN.toNanos();
  }

  /** What is left to do with one of the collections. */
  private record Work<T>(Iterator<T> rows, Consumer<T> deed, Promise<Void> done) {

    /** Does it with some, at most; false if there are no more. */
    boolean some(int most) {
      for (int i = 0; i < most && rows.hasNext(); i++) {
        deed.accept(rows.next());
      }
      return rows.hasNext();
    }
  }

  /** Does something with each row, in their order; nobody may change the collection meanwhile. */
  <T> Future<Void> each(Iterable<T> rows, Consumer<T> deed) {
    var work = new Work<>(rows.iterator(), deed, Promise.promise());
    if (isOver()) {
      await(work);
    } else {
      go(work);
    }
    return work.done().future();
  }

  /** However late it is, some are done, lest it never end. */
  private void go(Work<?> work) {
    try {
      do {
        left -= ROWS_PER_LOOK;
        if (!work.some(ROWS_PER_LOOK)) {
          work.done().complete();
          return;
        }
      } while (!isOver());
      await(work);
    } catch (RuntimeException thrown) {
      work.done().fail(thrown);
    }
  }

  private void await(Work<?> work) {
    waiting.add(work);
    rest();
  }

  private boolean isOver() {
    return resting || left <= 0 || time.nanos() - endsNanos >= 0;
  }

  private void rest() {
    if (!resting) {
      resting = true;
      time.after(Duration.ZERO, this::begin);
    }
  }

  private void begin() {
    resting = false;
    left = ROWS_PER_TURN;
    endsNanos = time.nanos() + TURN.toNanos();
    do {
      go(waiting.remove());
    } while (!waiting.isEmpty() && !isOver());
    if (!waiting.isEmpty()) {
      rest();
    }
  }
}
