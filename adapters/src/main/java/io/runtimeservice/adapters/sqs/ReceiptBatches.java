package io.runtimeservice.adapters.sqs;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.telemetry.AwsAction;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/**
 * Calls about any number of receipts, {@link MarkQueue#BATCH_MAX} to a call, all at once. What SQS
 * says is our own fault, it says of a message that is gone already or was handed out again.
 */
final class ReceiptBatches {

  private static final Logger log = LoggerFactory.getLogger(ReceiptBatches.class);

  private final String url;
  private final SqsAsyncClient client;
  private final AwsCalls calls;

  ReceiptBatches(String url, SqsAsyncClient client, AwsCalls calls) {
    this.url = url;
    this.client = client;
    this.calls = calls;
  }

  /** Deletes, and answers with what is to be tried again: the others are gone. */
  Future<List<Receipt>> delete(List<Receipt> receipts) {
    return each(receipts, this::deleteBatch)
        .map(failed -> failed.stream().flatMap(List::stream).toList());
  }

  private Future<List<Receipt>> deleteBatch(List<Receipt> batch) {
    var request =
        DeleteMessageBatchRequest.builder()
            .queueUrl(url)
            .entries(places(batch).mapToObj(place -> deletion(batch, place)).toList())
            .build();
    return calls
        .write(AwsAction.DELETE_MESSAGE_BATCH, () -> client.deleteMessageBatch(request))
        .map(answer ->
            answer.failed().stream()
                .filter(error -> !error.senderFault())
                .map(error -> batch.get(Integer.parseInt(error.id())))
                .toList())
        .recover(thrown -> Future.succeededFuture(tellAndKeep(batch, thrown)));
  }

  private static List<Receipt> tellAndKeep(List<Receipt> batch, Throwable thrown) {
    log.atWarn()
        .addKeyValue("messages", batch.size())
        .addKeyValue("failure", thrown.getMessage())
        .log("messages could not be deleted and will be tried again");
    return batch;
  }

  Future<Void> extend(List<Receipt> receipts, int seconds) {
    return each(receipts, batch -> extendBatch(batch, seconds)).mapEmpty();
  }

  private Future<Void> extendBatch(List<Receipt> batch, int seconds) {
    var request =
        ChangeMessageVisibilityBatchRequest.builder()
            .queueUrl(url)
            .entries(places(batch).mapToObj(place -> extension(batch, place, seconds)).toList())
            .build();
    return calls
        .write(
            AwsAction.CHANGE_MESSAGE_VISIBILITY_BATCH,
            () -> client.changeMessageVisibilityBatch(request))
        .compose(answer ->
            answer.failed().stream()
                .filter(error -> !error.senderFault())
                .findFirst()
                .map(ReceiptBatches::unavailable)
                .orElseGet(Future::succeededFuture));
  }

  private static Future<Void> unavailable(BatchResultErrorEntry error) {
    return Future.failedFuture(
        new FailureException(new Failure.Unavailable(Evidence.of(Dependency.QUEUE, error.code()))));
  }

  private static <T> Future<List<T>> each(
      List<Receipt> receipts, Function<List<Receipt>, Future<T>> call) {
    var answers =
        receipts.stream().gather(Gatherers.windowFixed(MarkQueue.BATCH_MAX)).map(call).toList();
    return Future.join(answers).map(all -> all.<T>list());
  }

  private static IntStream places(List<Receipt> batch) {
    return IntStream.range(0, batch.size());
  }

  /** A receipt's place in its batch is its id there. */
  private static DeleteMessageBatchRequestEntry deletion(List<Receipt> batch, int place) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(Integer.toString(place))
        .receiptHandle(batch.get(place).handle())
        .build();
  }

  private static ChangeMessageVisibilityBatchRequestEntry extension(
      List<Receipt> batch, int place, int seconds) {
    return ChangeMessageVisibilityBatchRequestEntry.builder()
        .id(Integer.toString(place))
        .receiptHandle(batch.get(place).handle())
        .visibilityTimeout(seconds)
        .build();
  }
}
