package io.runtimeservice.model.port;

import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.ReceivedMark;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** The queue of dirty marks. Delivery is at least once, in no particular order. */
public interface MarkQueue {

  /** How many messages one receive, delete or extension may be about (an SQS limit). */
  int BATCH_MAX = 10;

  /**
   * Takes up to {@link #BATCH_MAX} messages, waiting for the first one.
   *
   * @param wait how long at most (SQS: 20 s)
   * @param invisible for how long nobody else is given them
   */
  Future<List<ReceivedMark>> receive(Duration wait, Duration invisible);

  /**
   * Deletes deliveries for good; those gone already do not matter.
   *
   * @return the receipts that could not be deleted, to be tried again
   */
  Future<List<Receipt>> delete(List<Receipt> receipts);

  /** Keeps deliveries invisible for so long from now; those gone already do not matter. */
  Future<Void> extend(List<Receipt> receipts, Duration invisible);

  /** Puts a mark on the queue. */
  Future<Void> send(Mark mark);
}
