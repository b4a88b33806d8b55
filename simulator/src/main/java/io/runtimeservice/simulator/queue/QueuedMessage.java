package io.runtimeservice.simulator.queue;

import io.runtimeservice.model.mark.MarkCodec;
import io.runtimeservice.model.mark.ReceivedMark;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A message on the queue. */
final class QueuedMessage {

  private final long number;
  private final String body;
  private final Map<String, String> attributes;
  private final Instant sentAt;
  private int receives;
  private long hiddenUntilNanos;

  QueuedMessage(long number, String body, Map<String, String> attributes, Instant sentAt) {
    this.number = number;
    this.body = body;
    this.attributes = Map.copyOf(attributes);
    this.sentAt = sentAt;
  }

  long number() {
    return number;
  }

  String body() {
    return body;
  }

  int receives() {
    return receives;
  }

  /** The handle of the last delivery; those before it are worth nothing. */
  Receipt receipt() {
    return new Receipt(number + "#" + receives);
  }

  /** Hands it out once more. */
  ReceivedMark deliver() {
    receives++;
    return new ReceivedMark(receipt(), MarkCodec.read(body, attributes), Optional.of(sentAt));
  }

  /** Until when it is hidden, or was last, on the queue's monotonic clock. */
  long hiddenUntilNanos() {
    return hiddenUntilNanos;
  }

  void hideUntil(long nanos) {
    hiddenUntilNanos = nanos;
  }
}
