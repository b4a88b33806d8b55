package io.runtimeservice.local;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.sqs.SqsMarkQueue;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.local.door.Manager;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.port.Telemetry;
import io.vertx.core.Vertx;
import java.net.URI;

/** Marks straight to the queue, where there is no gateway. */
public final class QueueMarks {

  private QueueMarks() {}

  /** The ways of a Manager that needs no gateway. */
  public static Manager.Ways ways(Vertx vertx, AwsClients aws, URI queue) {
    var calls = new AwsCalls(AwsService.SQS, new OnContext(vertx), Telemetry.NONE);
    var marks = new SqsMarkQueue(queue.toString(), aws.sqs(), calls);
    return new Manager.Ways(
        aws.dynamoDb(), DynamoDbPart.TABLE, key -> marks.send(Mark.of(key, MarkSource.MANAGER)));
  }
}
