package io.runtimeservice.local;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.local.door.Manager;
import io.runtimeservice.local.door.Marks;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Marks straight to the queue, where there is no gateway. */
public final class QueueMarks implements Marks {

  private final Vertx vertx;
  private final SqsAsyncClient sqs;
  private final URI queue;

  private QueueMarks(Vertx vertx, SqsAsyncClient sqs, URI queue) {
    this.vertx = vertx;
    this.sqs = sqs;
    this.queue = queue;
  }

  /** The ways of a Manager that needs no gateway. */
  public static Manager.Ways ways(Vertx vertx, AwsClients aws, URI queue) {
    return new Manager.Ways(
        aws.dynamoDb(), DynamoDbPart.TABLE, new QueueMarks(vertx, aws.sqs(), queue));
  }

  @Override
  public Future<Void> mark(EnvironmentKey key) {
    var answer =
        sqs.sendMessage(request ->
            request
                .queueUrl(queue.toString())
                .messageGroupId(key.app().value())
                .messageBody(Mark.of(key, MarkSource.MANAGER).body()));
    return Future.fromCompletionStage(answer, vertx.getOrCreateContext()).mapEmpty();
  }
}
