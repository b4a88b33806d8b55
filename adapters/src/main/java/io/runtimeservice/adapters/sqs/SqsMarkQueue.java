package io.runtimeservice.adapters.sqs;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.ReceivedMark;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.telemetry.AwsAction;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The queue in SQS: a standard queue with a message group to each app, so that an app with many
 * marks does not hold up the others (a fair queue).
 */
public final class SqsMarkQueue implements MarkQueue {

  /** SQS' limits. */
  static final Duration WAIT_MAX = Duration.ofSeconds(20);

  static final Duration INVISIBLE_MAX = Duration.ofHours(12);

  /** How much longer than the queue's own wait we wait for its answer. */
  static final Duration WAIT_MARGIN = Duration.ofSeconds(5);

  private static final String ALL = "All";

  private final String url;
  private final SqsAsyncClient client;
  private final AwsCalls calls;
  private final Duration margin;
  private final ReceiptBatches batches;

  public SqsMarkQueue(String url, SqsAsyncClient client, AwsCalls calls) {
    this(url, client, calls, WAIT_MARGIN);
  }

  SqsMarkQueue(String url, SqsAsyncClient client, AwsCalls calls, Duration margin) {
    this.margin = margin;
    this.url = url;
    this.client = client;
    this.calls = calls;
    this.batches = new ReceiptBatches(url, client, calls);
  }

  /** It hides messages, and counts as a read: without an answer they are visible again in time. */
  @Override
  public Future<List<ReceivedMark>> receive(Duration wait, Duration invisible) {
    int waitSeconds = seconds(wait, WAIT_MAX);
    var request =
        ReceiveMessageRequest.builder()
            .queueUrl(url)
            .maxNumberOfMessages(BATCH_MAX)
            .waitTimeSeconds(waitSeconds)
            .visibilityTimeout(seconds(invisible, INVISIBLE_MAX))
            .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
            .messageAttributeNames(ALL)
            .overrideConfiguration(patience(Duration.ofSeconds(waitSeconds)))
            .build();
    return calls
        .read(AwsAction.RECEIVE_MESSAGE, () -> client.receiveMessage(request))
        .map(answer -> answer.messages().stream().map(MarkMessages::read).toList());
  }

  /** Our own time-outs do not end a poll before the queue does. */
  private AwsRequestOverrideConfiguration patience(Duration wait) {
    return AwsRequestOverrideConfiguration.builder()
        .apiCallAttemptTimeout(wait.plus(margin))
        .apiCallTimeout(wait.plus(margin).plus(margin))
        .build();
  }

  @Override
  public Future<List<Receipt>> delete(List<Receipt> receipts) {
    return batches.delete(receipts);
  }

  @Override
  public Future<Void> extend(List<Receipt> receipts, Duration invisible) {
    return batches.extend(receipts, seconds(invisible, INVISIBLE_MAX));
  }

  @Override
  public Future<Void> send(Mark mark) {
    var request =
        SendMessageRequest.builder()
            .queueUrl(url)
            .messageGroupId(mark.key().app().value())
            .messageBody(mark.body())
            .messageAttributes(MarkMessages.attributes(mark))
            .build();
    return calls.write(AwsAction.SEND_MESSAGE, () -> client.sendMessage(request)).mapEmpty();
  }

  /** Whole seconds, rounded up, and no more than SQS takes. */
  private static int seconds(Duration duration, Duration max) {
    var bounded = duration.compareTo(max) > 0 ? max : duration;
    return Math.toIntExact(Math.ceilDiv(Math.max(0, bounded.toMillis()), 1000));
  }
}
