package io.runtimeservice.reconciler.loop;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Caller;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.ReceivedMark;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.reconciler.fixture.Said;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A queue whose deliveries a test hands out, and which tells what became of each. */
final class HandQueue implements MarkQueue {

  /** What was asked of the queue about some deliveries. */
  record Extension(Set<String> receipts, Duration invisible) {}

  /** How long each receive would wait, and hide what it is given. */
  record Receive(Duration waits, Duration invisible) {}

  final List<Receive> receives = new ArrayList<>();
  final List<Set<String>> deletions = new ArrayList<>();
  final List<Extension> extensions = new ArrayList<>();

  /** Deliveries that cannot be deleted at present. */
  final Set<String> stuck = new TreeSet<>();

  /** Whether nothing but receives is answered. */
  boolean down;

  private final Deque<Promise<List<ReceivedMark>>> waiting = new ArrayDeque<>();

  static ReceivedMark mark(String receipt, EnvironmentKey key, Instant sentAt) {
    return received(receipt, new Mark(key, Optional.empty(), Optional.empty()), sentAt);
  }

  static ReceivedMark markFrom(String receipt, EnvironmentKey key, long repository) {
    return received(
        receipt, new Mark(key, Optional.empty(), Optional.of(Caller.of(repository))), Instant.MAX);
  }

  private static ReceivedMark received(String receipt, Mark mark, Instant sentAt) {
    return new ReceivedMark(
        new Receipt(receipt),
        new Reading.Read<>(mark),
        Optional.of(sentAt).filter(it -> !it.equals(Instant.MAX)));
  }

  static ReceivedMark unreadable(String receipt) {
    return new ReceivedMark(
        new Receipt(receipt),
        Reading.refused("body", "expected one JSON object"),
        Optional.empty());
  }

  /** Hands marks to whoever has waited longest. */
  void deliver(ReceivedMark... marks) {
    waiting.remove().complete(Arrays.asList(marks));
  }

  /** Fails the receive that has waited longest. */
  void failReceive() {
    waiting.remove().fail(new FailureException(new Failure.Unavailable(Said.QUEUE)));
  }

  int receivers() {
    return waiting.size();
  }

  /** Everything that has been deleted so far. */
  Set<String> deleted() {
    var all = new TreeSet<String>();
    deletions.forEach(all::addAll);
    all.removeAll(stuck);
    return all;
  }

  @Override
  public Future<List<ReceivedMark>> receive(Duration wait, Duration invisible) {
    receives.add(new Receive(wait, invisible));
    Promise<List<ReceivedMark>> promise = Promise.promise();
    waiting.add(promise);
    return promise.future();
  }

  @Override
  public Future<List<Receipt>> delete(List<Receipt> receipts) {
    deletions.add(handles(receipts));
    return down
        ? Said.failed(new Failure.Unavailable(Said.QUEUE))
        : Future.succeededFuture(
            receipts.stream().filter(it -> stuck.contains(it.handle())).toList());
  }

  @Override
  public Future<Void> extend(List<Receipt> receipts, Duration invisible) {
    extensions.add(new Extension(handles(receipts), invisible));
    return down ? Said.failed(new Failure.Unavailable(Said.QUEUE)) : Future.succeededFuture();
  }

  @Override
  public Future<Void> send(Mark mark) {
    throw new AssertionError("nobody sends marks here");
  }

  private static Set<String> handles(List<Receipt> receipts) {
    var handles = new TreeSet<String>();
    receipts.forEach(it -> handles.add(it.handle()));
    return handles;
  }
}
