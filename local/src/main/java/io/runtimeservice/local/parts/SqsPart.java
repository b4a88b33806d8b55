package io.runtimeservice.local.parts;

import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Values;
import java.net.URI;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ, with the queue of marks and its dead-letter queue in it. */
public final class SqsPart implements AutoCloseable {

  static final String QUEUE = "marks";
  static final String DEAD_LETTERS = "marks-dead";

  /** The contract's: after so many receives a message is put aside. */
  static final int RECEIVES_MAX = 5;

  private final SQSRestServer server;
  private final URI endpoint;
  private final URI queue;

  private SqsPart(SQSRestServer server, URI endpoint, URI queue) {
    this.server = server;
    this.endpoint = endpoint;
    this.queue = queue;
  }

  /** Starts it; blocks until it answers. */
  public static SqsPart start(int port) {
    var server = SQSRestServerBuilder.withPort(port).withInterface("localhost").start();
    server.waitUntilStarted();
    var endpoint = URI.create("http://localhost:" + port);
    try (var aws = Aws.at(Map.of(AwsService.SQS, endpoint))) {
      return new SqsPart(server, endpoint, createQueues(aws.sqs()));
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  public URI queue() {
    return queue;
  }

  private static URI createQueues(SqsAsyncClient client) {
    String dead = create(client, DEAD_LETTERS, Map.of());
    String arn =
        client
            .getQueueAttributes(request ->
                request
                    .queueUrl(dead)
                    .overrideConfiguration(Aws.WAKING_UP)
                    .attributeNames(QueueAttributeName.QUEUE_ARN))
            .join()
            .attributes()
            .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    var policy =
        Values.tree().put("deadLetterTargetArn", arn).put("maxReceiveCount", RECEIVES_MAX).build();
    return URI.create(
        create(client, QUEUE, Map.of(QueueAttributeName.REDRIVE_POLICY, Json.write(policy))));
  }

  private static String create(
      SqsAsyncClient client, String name, Map<QueueAttributeName, String> attributes) {
    return client
        .createQueue(request ->
            request.queueName(name).overrideConfiguration(Aws.WAKING_UP).attributes(attributes))
        .join()
        .queueUrl();
  }

  /** It would wait for each receive that is still open, up to 20 s; whoever asked is gone. */
  @Override
  public void close() {
    server.stopAndGetFuture().apply();
  }
}
