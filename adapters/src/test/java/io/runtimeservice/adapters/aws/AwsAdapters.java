package io.runtimeservice.adapters.aws;

import io.runtimeservice.adapters.dynamodb.DynamoDbControlStore;
import io.runtimeservice.adapters.dynamodb.DynamoDbHostClaims;
import io.runtimeservice.adapters.dynamodb.DynamoDbTable;
import io.runtimeservice.adapters.secrets.SecretsManagerSource;
import io.runtimeservice.adapters.sqs.SqsMarkQueue;
import io.runtimeservice.adapters.sqs.SqsQueueAttributes;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import io.runtimeservice.model.port.HostClaims.Holder;
import io.runtimeservice.model.secret.SecretReference;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The service's own adapters of each service of AWS, and one call of each kind to them. */
final class AwsAdapters {

  private static final Holder HOLDER = new Holder(EnvironmentKey.of("shop", "pr-1"), 1);
  private static final SecretReference SECRET = new SecretReference("shop/database", "1");

  private final Vertx vertx;
  private final DynamoDbControlStore control;
  private final DynamoDbHostClaims claims;
  private final SqsQueueAttributes attributes;
  private final SqsMarkQueue queue;
  private final SecretsManagerSource secrets;

  AwsAdapters(Vertx vertx, AwsClients clients, URI endpoint) {
    this.vertx = vertx;
    var table = new DynamoDbTable("t", clients.dynamoDb(), calls(AwsService.DYNAMODB));
    var url = endpoint.resolve("/000000000000/marks");
    var sqs = clients.sqs();
    this.control = new DynamoDbControlStore(table);
    this.claims = new DynamoDbHostClaims(table);
    this.attributes = new SqsQueueAttributes(url, sqs, calls(AwsService.SQS));
    this.queue = new SqsMarkQueue(url.toString(), sqs, calls(AwsService.SQS));
    this.secrets =
        new SecretsManagerSource(clients.secretsManager(), calls(AwsService.SECRETS_MANAGER));
  }

  /** A kind of call. */
  enum Call {
    READ_TABLE(AwsService.DYNAMODB, false),
    WRITE_TABLE(AwsService.DYNAMODB, true),
    READ_QUEUE(AwsService.SQS, false),
    WRITE_QUEUE(AwsService.SQS, true),
    FETCH_SECRET(AwsService.SECRETS_MANAGER, false);

    private final AwsService service;
    private final boolean isWrite;

    Call(AwsService service, boolean isWrite) {
      this.service = service;
      this.isWrite = isWrite;
    }

    AwsService service() {
      return service;
    }

    boolean isWrite() {
      return isWrite;
    }
  }

  Future<?> ask(Call call) {
    return switch (call) {
      case READ_TABLE -> control.read();
      case WRITE_TABLE -> claims.release("pr-1.example.com", HOLDER);
      case READ_QUEUE -> attributes.redrive();
      case WRITE_QUEUE -> queue.extend(List.of(new Receipt("r")), Duration.ofSeconds(30));
      case FETCH_SECRET -> secrets.fetch(SECRET);
    };
  }

  private AwsCalls calls(AwsService service) {
    return new AwsCalls(service, new OnContext(vertx), new Counted());
  }
}
