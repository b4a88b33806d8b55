package io.runtimeservice.simulator.queue;

/**
 * How many calls the queue has had, as SQS counts them: ten messages to a call at most.
 *
 * @param delivered how many messages were handed out, each time counted
 */
public record QueueCounts(
    long sends, long receives, long deletes, long extensions, long delivered) {

  static final QueueCounts NONE = new QueueCounts(0, 0, 0, 0, 0);

  /** All calls. */
  public long calls() {
    return sends + receives + deletes + extensions;
  }

  QueueCounts sent() {
    return new QueueCounts(sends + 1, receives, deletes, extensions, delivered);
  }

  QueueCounts received() {
    return new QueueCounts(sends, receives + 1, deletes, extensions, delivered);
  }

  QueueCounts deleted(int calls) {
    return new QueueCounts(sends, receives, deletes + calls, extensions, delivered);
  }

  QueueCounts extended(int calls) {
    return new QueueCounts(sends, receives, deletes, extensions + calls, delivered);
  }

  QueueCounts delivered(int messages) {
    return new QueueCounts(sends, receives, deletes, extensions, delivered + messages);
  }
}
