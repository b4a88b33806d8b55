package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.aws.Counted;
import io.runtimeservice.adapters.aws.WireLog;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.HostClaims;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.model.port.TableWorld;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A table of its own in DynamoDB Local.
 *
 * @param wire what was sent since the table was made or last written by the test
 */
record DynamoDbWorld(
    DynamoDbTable table,
    EnvironmentStore environments,
    RuntimeStore runtimes,
    HostClaims claims,
    Counted counted,
    WireLog wire)
    implements TableWorld {

  static DynamoDbWorld create(DynamoDbLocal.Server server, String name) {
    var client = server.clients().dynamoDb();
    var counted = new Counted();
    var calls = new AwsCalls(AwsService.DYNAMODB, new OnContext(server.vertx()), counted);
    var table = new DynamoDbTable(name, client, calls);
    create(client, name);
    server.wire().clear();
    return new DynamoDbWorld(
        table,
        new DynamoDbEnvironmentStore(table, new VertxTime(server.vertx())),
        new DynamoDbRuntimeStore(table),
        new DynamoDbHostClaims(table),
        counted,
        server.wire());
  }

  private static void create(DynamoDbAsyncClient client, String name) {
    client
        .createTable(request ->
            request
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(definition(ItemKey.PARTITION), definition(ItemKey.SORT))
                .keySchema(key(ItemKey.PARTITION, KeyType.HASH), key(ItemKey.SORT, KeyType.RANGE)))
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

  void drop() {
    table.client().deleteTable(request -> request.tableName(table.name())).join();
    table.client().close();
  }

  @Override
  public void putApp(AppId id, Value.Tree record) {
    put(ItemKey.app(id), DynamoDbValues.write(record));
  }

  @Override
  public void putEnvironment(EnvironmentKey key, Value.Tree record) {
    put(ItemKey.environment(key), DynamoDbValues.write(record));
  }

  @Override
  public void putRuntime(EnvironmentKey key, Value.Tree record) {
    put(ItemKey.runtime(key), DynamoDbValues.write(record));
  }

  @Override
  public ControlStore control() {
    return new DynamoDbControlStore(table);
  }

  @Override
  public SweepStore sweep() {
    return new DynamoDbSweepStore(table);
  }

  @Override
  public Inventory inventory() {
    return new DynamoDbInventory(table);
  }

  @Override
  public void putControl(Value.Tree record) {
    put(ItemKey.CONTROL, DynamoDbValues.write(record));
  }

  @Override
  public void putSweep(Value.Tree record) {
    put(ItemKey.SWEEP, DynamoDbValues.write(record));
  }

  @Override
  public Value.Tree controlRecord() {
    return DynamoDbValues.record(item(ItemKey.CONTROL));
  }

  @Override
  public Value.Tree sweepRecord() {
    return DynamoDbValues.record(item(ItemKey.SWEEP));
  }

  void put(ItemKey key, Map<String, AttributeValue> attributes) {
    var item = new HashMap<>(attributes);
    item.putAll(key.attributes());
    table.client().putItem(request -> request.tableName(table.name()).item(item)).join();
    wire.clear();
  }

  @Override
  public void removeEnvironment(EnvironmentKey key) {
    var item = ItemKey.environment(key).attributes();
    table.client().deleteItem(request -> request.tableName(table.name()).key(item)).join();
  }

  /** The item as it stands, its key included; without attributes if there is none. */
  Map<String, AttributeValue> item(ItemKey key) {
    return table
        .client()
        .getItem(
            request -> request.tableName(table.name()).key(key.attributes()).consistentRead(true))
        .join()
        .item();
  }
}
