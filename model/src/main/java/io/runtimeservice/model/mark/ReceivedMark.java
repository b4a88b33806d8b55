package io.runtimeservice.model.mark;

import io.runtimeservice.model.document.Reading;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as the queue handed it out.
 *
 * @param receipt what deletes this delivery of it, and keeps it invisible
 * @param mark what it says, or why it cannot be read
 * @param sentAt when it was sent, by the queue's clock
 */
public record ReceivedMark(Receipt receipt, Reading<Mark> mark, Optional<Instant> sentAt) {

  /** The queue's handle for one delivery of one message. */
  public record Receipt(String handle) {}
}
