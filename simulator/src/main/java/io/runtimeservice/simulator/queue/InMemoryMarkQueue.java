package io.runtimeservice.simulator.queue;

import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.ReceivedMark;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A queue in memory that does what SQS does with a standard queue and a dead-letter queue: a
 * message that was handed out is hidden for a while and comes again unless it is deleted, and one
 * that was handed out {@link #RECEIVES_MAX} times in vain is put aside.
 *
 * <p>For one thread. Whoever waits is served by a timer, never in the midst of somebody's call.
 */
public final class InMemoryMarkQueue implements MarkQueue {

  /** DESIGN's setting of the dead-letter queue. */
  public static final int RECEIVES_MAX = 5;

  private final Time time;
  private final MessageShelf shelf = new MessageShelf();
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private Optional<Time.Timer> alarm = Optional.empty();
  private QueueCounts counts = QueueCounts.NONE;
  private int atMost = BATCH_MAX;

  public InMemoryMarkQueue(Time time) {
    this.time = time;
  }

  /** Somebody who waits for a first message. */
  private record Waiter(Duration invisible, Promise<List<ReceivedMark>> promise) {}

  @Override
  public Future<List<ReceivedMark>> receive(Duration wait, Duration invisible) {
    counts = counts.received();
    var batch = take(invisible);
    if (!batch.isEmpty() || !wait.isPositive()) {
      return Future.succeededFuture(batch);
    }
    var waiter = new Waiter(invisible, Promise.promise());
    waiters.add(waiter);
    var end = time.after(wait, () -> giveUp(waiter));
    arm();
    return waiter.promise.future().onComplete(_ -> end.cancel());
  }

  private void giveUp(Waiter waiter) {
    waiters.remove(waiter);
    arm();
    waiter.promise.complete(take(waiter.invisible));
  }

  private List<ReceivedMark> take(Duration invisible) {
    var batch = shelf.take(atMost, time.nanos(), invisible);
    counts = counts.delivered(batch.size());
    return batch;
  }

  /** While somebody waits, sees to it that the next message that becomes visible wakes them. */
  private void arm() {
    alarm.ifPresent(Time.Timer::cancel);
    alarm =
        waiters.isEmpty()
            ? Optional.empty()
            : shelf.nextVisible(time.nanos()).map(in -> time.after(in, this::serve));
  }

  private void serve() {
    while (!waiters.isEmpty()) {
      var batch = take(waiters.element().invisible);
      if (batch.isEmpty()) {
        break;
      }
      waiters.remove().promise.complete(batch);
    }
    arm();
  }

  @Override
  public Future<List<Receipt>> delete(List<Receipt> receipts) {
    counts = counts.deleted(calls(receipts));
    receipts.forEach(shelf::delete);
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Void> extend(List<Receipt> receipts, Duration invisible) {
    counts = counts.extended(calls(receipts));
    receipts.forEach(receipt -> shelf.hide(receipt, time.nanos(), invisible));
    arm();
    return Future.succeededFuture();
  }

  private static int calls(List<Receipt> receipts) {
    return Math.ceilDiv(receipts.size(), BATCH_MAX);
  }

  @Override
  public Future<Void> send(Mark mark) {
    sendRaw(mark.body(), mark.attributes());
    return Future.succeededFuture();
  }

  /** Sends a message as anybody might. */
  public void sendRaw(String body, Map<String, String> attributes) {
    counts = counts.sent();
    shelf.put(body, attributes, time.now());
    arm();
  }

  /** Hands out no more than so many messages at a time, as SQS may at any time. */
  public void deliverAtMost(int messages) {
    atMost = messages;
  }

  /** How many messages there are, visible or handed out. */
  public int size() {
    return shelf.size();
  }

  /** The bodies of the messages that were put aside. */
  public List<String> deadLetters() {
    return List.copyOf(shelf.deadLetters());
  }

  public QueueCounts counts() {
    return counts;
  }
}
