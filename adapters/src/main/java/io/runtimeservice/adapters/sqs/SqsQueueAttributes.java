package io.runtimeservice.adapters.sqs;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.telemetry.AwsAction;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What SQS says of the queue itself. Nothing is received: that would count against a message. */
public final class SqsQueueAttributes {

  /** AWS' docs, SQS quotas: a queue's name; that of a FIFO queue ends with {@code .fifo}. */
  private static final Pattern QUEUE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}(\\.fifo)?");

  private final URI url;
  private final SqsAsyncClient client;
  private final AwsCalls calls;

  public SqsQueueAttributes(URI url, SqsAsyncClient client, AwsCalls calls) {
    this.url = url;
    this.client = client;
    this.calls = calls;
  }

  /**
   * Where messages are put that were received too often.
   *
   * @param queue the dead-letter queue's name
   * @param receivesMax after so many receives
   */
  public record Redrive(String queue, long receivesMax) {}

  /** The queue's redrive policy; empty if it has none. */
  public Future<Optional<Redrive>> redrive() {
    return attribute(url, QueueAttributeName.REDRIVE_POLICY)
        .map(policy -> policy.map(SqsQueueAttributes::redrive));
  }

  /** About how many messages wait in a queue beside this one. */
  public Future<Long> messages(Redrive redrive) {
    return attribute(beside(redrive.queue()), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        .map(count -> count.map(SqsQueueAttributes::whole).orElse(0L));
  }

  private Future<Optional<String>> attribute(URI queue, QueueAttributeName name) {
    var request =
        GetQueueAttributesRequest.builder().queueUrl(queue.toString()).attributeNames(name).build();
    return calls
        .read(AwsAction.GET_QUEUE_ATTRIBUTES, () -> client.getQueueAttributes(request))
        .map(answer -> Optional.ofNullable(answer.attributes().get(name)));
  }

  /** A dead-letter queue is of the same account and region (AWS' docs, SQS dead-letter queues). */
  private URI beside(String name) {
    return url.resolve(name);
  }

  /** The number comes as a number or as a text, as whoever set it wrote it. */
  private static Redrive redrive(String policy) {
    try {
      if (Json.read(policy) instanceof Value.Tree tree) {
        String arn = tree.text("deadLetterTargetArn").orElse("");
        long max =
            tree.whole("maxReceiveCount")
                .or(() -> tree.text("maxReceiveCount").map(Long::parseLong))
                .orElse(0L);
        String queue = arn.substring(arn.lastIndexOf(':') + 1);
        if (QUEUE_NAME.matcher(queue).matches()) {
          return new Redrive(queue, max);
        }
      }
    } catch (Json.MalformedJsonException | NumberFormatException unreadable) {
      throw garbled("its redrive policy");
    }
    throw garbled("its redrive policy");
  }

  private static long whole(String count) {
    try {
      return Long.parseLong(count);
    } catch (NumberFormatException unreadable) {
      throw garbled("the number of its messages");
    }
  }

  private static FailureException garbled(String what) {
    return new FailureException(
        new Failure.Unreliable(Evidence.of(Dependency.QUEUE, what + " cannot be understood")));
  }
}
