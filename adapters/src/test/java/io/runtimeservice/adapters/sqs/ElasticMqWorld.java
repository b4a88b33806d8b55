package io.runtimeservice.adapters.sqs;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.aws.Counted;
import io.runtimeservice.adapters.aws.WireLog;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.port.MarkQueueContract;
import io.runtimeservice.model.port.QueueWorld;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of its own in ElasticMQ, and its dead-letter queue. */
record ElasticMqWorld(
    SqsAsyncClient client, String url, String deadUrl, MarkQueue queue, WireLog wire)
    implements QueueWorld {

  static ElasticMqWorld create(ElasticMq.Server server, String name) {
    var client = server.clients().sqs();
    var deadUrl = create(client, name + "-dead", Map.of());
    var policy =
        new JsonObject()
            .put("deadLetterTargetArn", arn(client, deadUrl))
            .put("maxReceiveCount", MarkQueueContract.RECEIVES_MAX);
    var url = create(client, name, Map.of(QueueAttributeName.REDRIVE_POLICY, policy.encode()));
    var calls = new AwsCalls(AwsService.SQS, new OnContext(server.vertx()), new Counted());
    server.wire().clear();
    return new ElasticMqWorld(
        client, url, deadUrl, new SqsMarkQueue(url, client, calls), server.wire());
  }

  private static String create(
      SqsAsyncClient client, String name, Map<QueueAttributeName, String> attributes) {
    return client
        .createQueue(request -> request.queueName(name).attributes(attributes))
        .join()
        .queueUrl();
  }

  private static String arn(SqsAsyncClient client, String url) {
    return client
        .getQueueAttributes(
            request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .join()
        .attributes()
        .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
  }

  /** The queue stays: nobody else has its name. */
  void drop() {
    client.close();
  }

  @Override
  public void sendRaw(String body, Map<String, String> attributes) {
    var texts = new HashMap<String, MessageAttributeValue>();
    attributes.forEach((name, text) ->
        texts.put(
            name, MessageAttributeValue.builder().dataType("String").stringValue(text).build()));
    client
        .sendMessage(request -> request.queueUrl(url).messageBody(body).messageAttributes(texts))
        .join();
  }

  @Override
  public List<String> deadLetters() {
    return client
        .receiveMessage(
            request -> request.queueUrl(deadUrl).maxNumberOfMessages(10).visibilityTimeout(0))
        .join()
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }

  @Override
  public <T> T await(Future<T> future) {
    return Answers.of(future);
  }
}
