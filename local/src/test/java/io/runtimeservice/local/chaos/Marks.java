package io.runtimeservice.local.chaos;

import java.net.URI;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queue as it stands, asked around all proxies. */
record Marks(SqsAsyncClient client, URI queue) {

  /** Marks that anybody may take. */
  long waiting() {
    return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  /** Marks that somebody has taken, and neither deleted nor given back. */
  long taken() {
    return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  /**
   * All that were not deleted. One that is given back may be taken at once by a poll of the very
   * replica that has just ended, and comes back when it is nobody's any more.
   */
  long left() {
    return waiting() + taken();
  }

  /** Marks that were taken too often, mostly by those who were killed. */
  long dead() {
    return count(URI.create(queue + "-dead"), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  private long count(URI of, QueueAttributeName attribute) {
    return Long.parseLong(
        client
            .getQueueAttributes(
                request -> request.queueUrl(of.toString()).attributeNames(attribute))
            .join()
            .attributes()
            .getOrDefault(attribute, "0"));
  }
}
