package io.runtimeservice.local.gateway;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.GatewayPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.SqsPart;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** ElasticMQ, and the gateway in front of it, as the repository's files define it. */
public final class GatewayWorld implements AutoCloseable {

  /** As many as SQS hands out at once. */
  static final int BATCH = 10;

  private final SqsPart sqs;
  private final AwsClients aws;
  private final GatewayPart gateway;

  public GatewayWorld() throws Exception {
    sqs = SqsPart.start(Port.free(0, "--port"));
    aws = Aws.at(Map.of(AwsService.SQS, sqs.endpoint()));
    gateway = GatewayPart.start(ports(), sqs.queue());
  }

  /** Ports that are free. */
  static GatewayPart.Ports ports() throws Port.TakenException {
    return new GatewayPart.Ports(Port.free(0, "--port"), Port.free(0, "--port"));
  }

  public GatewayPart gateway() {
    return gateway;
  }

  public URI queue() {
    return sqs.queue();
  }

  /** Takes what is on the queue, at most ten messages. */
  public List<Message> taken() {
    var messages =
        aws.sqs()
            .receiveMessage(request ->
                request
                    .queueUrl(sqs.queue().toString())
                    .maxNumberOfMessages(BATCH)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
            .join()
            .messages();
    if (!messages.isEmpty()) {
      delete(messages);
    }
    return new ArrayList<>(messages);
  }

  private void delete(List<Message> messages) {
    var entries =
        messages.stream()
            .map(message ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(message.messageId())
                    .receiptHandle(message.receiptHandle())
                    .build())
            .toList();
    aws.sqs()
        .deleteMessageBatch(request -> request.queueUrl(sqs.queue().toString()).entries(entries))
        .join();
  }

  @Override
  public void close() throws TimeoutException {
    gateway.close();
    aws.close();
    sqs.close();
  }
}
