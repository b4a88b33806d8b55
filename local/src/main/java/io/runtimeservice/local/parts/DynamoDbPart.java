package io.runtimeservice.local.parts;

import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import io.runtimeservice.adapters.aws.AwsService;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB Local in memory, with the shared table in it. */
public final class DynamoDbPart implements AutoCloseable {

  public static final String TABLE = "runtime";

  /**
   * For the first calls, which load most of DynamoDB Local: on a busy machine that takes a while.
   */
  private static final Duration FIRST_CALLS_MAX = Duration.ofSeconds(30);

  private static final AwsRequestOverrideConfiguration PATIENCE =
      AwsRequestOverrideConfiguration.builder()
          .apiCallAttemptTimeout(FIRST_CALLS_MAX)
          .apiCallTimeout(FIRST_CALLS_MAX)
          .build();

  private final DynamoDBProxyServer server;
  private final URI endpoint;

  private DynamoDbPart(DynamoDBProxyServer server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Starts it; blocks until it answers. */
  public static DynamoDbPart start(int port) throws Exception {
    var inMemory = new LocalDynamoDBRequestHandler(0, true, null, false, false);
    var server = new DynamoDBProxyServer(port, new LocalDynamoDBServerHandler(inMemory, null));
    server.start();
    var endpoint = URI.create("http://localhost:" + port);
    try (var aws = Aws.at(Map.of(AwsService.DYNAMODB, endpoint))) {
      createTable(aws.dynamoDb());
      letItemsExpire(aws.dynamoDb());
    }
    return new DynamoDbPart(server, endpoint);
  }

  public URI endpoint() {
    return endpoint;
  }

  /** The SDK repeats a call whose answer it has not heard: a table that is there was created. */
  static void createTable(DynamoDbAsyncClient client) {
    try {
      client
          .createTable(request ->
              request
                  .overrideConfiguration(PATIENCE)
                  .tableName(TABLE)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(definition("pk"), definition("sk"))
                  .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)))
          .join();
    } catch (CompletionException refused) {
      if (!(refused.getCause() instanceof ResourceInUseException)) {
        throw refused;
      }
    }
  }

  private static void letItemsExpire(DynamoDbAsyncClient client) {
    client
        .updateTimeToLive(request ->
            request
                .overrideConfiguration(PATIENCE)
                .tableName(TABLE)
                .timeToLiveSpecification(ttl -> ttl.attributeName("ttl").enabled(true)))
        .join();
  }

  private static AttributeDefinition definition(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not stop", e);
    }
  }
}
