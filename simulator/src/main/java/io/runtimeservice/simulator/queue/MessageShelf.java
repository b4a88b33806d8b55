package io.runtimeservice.simulator.queue;

import io.runtimeservice.model.mark.ReceivedMark;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/** The messages of a queue: each is either to be seen, or hidden until its time. */
final class MessageShelf {

  private static final Comparator<QueuedMessage> BY_TIME =
      Comparator.comparingLong(QueuedMessage::hiddenUntilNanos)
          .thenComparingLong(QueuedMessage::number);

  private final SequencedSet<QueuedMessage> visible = new LinkedHashSet<>();
  private final NavigableSet<QueuedMessage> hidden = new TreeSet<>(BY_TIME);

  /** By the handle of the last delivery. */
  private final Map<Receipt, QueuedMessage> handedOut = new HashMap<>();

  private final List<String> deadLetters = new ArrayList<>();
  private long numbers;

  void put(String body, Map<String, String> attributes, Instant now) {
    visible.add(new QueuedMessage(numbers++, body, attributes, now));
  }

  /** Hands out what can be seen, the longest visible first. */
  List<ReceivedMark> take(int max, long nowNanos, Duration invisible) {
    uncover(nowNanos);
    var batch = new ArrayList<ReceivedMark>();
    while (batch.size() < max && !visible.isEmpty()) {
      var message = visible.removeFirst();
      handedOut.remove(message.receipt());
      if (message.receives() < InMemoryMarkQueue.RECEIVES_MAX) {
        batch.add(message.deliver());
        handedOut.put(message.receipt(), message);
        hide(message, nowNanos + invisible.toNanos());
      } else {
        deadLetters.add(message.body());
      }
    }
    return batch;
  }

  /** Removes the message that was last handed out so; if there is none, nothing happens. */
  void delete(Receipt receipt) {
    var message = handedOut.remove(receipt);
    if (message != null && !hidden.remove(message)) {
      visible.remove(message);
    }
  }

  /** Hides the message for so long from now, if it still is hidden. */
  void hide(Receipt receipt, long nowNanos, Duration invisible) {
    uncover(nowNanos);
    var message = handedOut.get(receipt);
    if (message != null && hidden.remove(message)) {
      hide(message, nowNanos + invisible.toNanos());
    }
  }

  private void hide(QueuedMessage message, long untilNanos) {
    message.hideUntil(untilNanos);
    hidden.add(message);
  }

  /** In what time the next message can be seen; empty if there is none. */
  Optional<Duration> nextVisible(long nowNanos) {
    uncover(nowNanos);
    if (!visible.isEmpty()) {
      return Optional.of(Duration.ZERO);
    }
    return hidden.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(hidden.first().hiddenUntilNanos() - nowNanos));
  }

  private void uncover(long nowNanos) {
    while (!hidden.isEmpty() && hidden.first().hiddenUntilNanos() <= nowNanos) {
      visible.add(hidden.removeFirst());
    }
  }

  int size() {
    return visible.size() + hidden.size();
  }

  List<String> deadLetters() {
    return deadLetters;
  }
}
