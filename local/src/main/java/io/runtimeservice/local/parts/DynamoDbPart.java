package io.runtimeservice.local.parts;

import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import io.runtimeservice.adapters.aws.AwsService;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB Local in memory, with the shared table in it. */
public final class DynamoDbPart implements AutoCloseable {

  public static final String TABLE = "runtime";

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
    }
    return new DynamoDbPart(server, endpoint);
  }

  public URI endpoint() {
    return endpoint;
  }

  private static void createTable(DynamoDbAsyncClient client) {
    client
        .createTable(request ->
            request
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .overrideConfiguration(Aws.WAKING_UP)
                .attributeDefinitions(definition("pk"), definition("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)))
        .join();
    client
        .updateTimeToLive(request ->
            request
                .tableName(TABLE)
                .overrideConfiguration(Aws.WAKING_UP)
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
