package io.runtimeservice.local.chaos;

import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table as it stands, read around all proxies. */
record TableItems(DynamoDbAsyncClient client) {

  private static final String ENVIRONMENT = "ENV#";
  private static final String RUNTIME = "RUN#";

  /** An environment's record and the service's own, each empty if there is none. */
  record Pair(Value.Tree environment, Value.Tree runtime) {}

  /** All environments of the app, by id. */
  Map<String, Pair> environments() {
    var environments = new HashMap<String, Value.Tree>();
    var runtimes = new HashMap<String, Value.Tree>();
    client
        .scanPaginator(request -> request.tableName(DynamoDbPart.TABLE).consistentRead(true))
        .items()
        .subscribe(item -> put(item, environments, runtimes))
        .join();
    var pairs = new HashMap<String, Pair>();
    environments.forEach((id, record) ->
        pairs.put(id, new Pair(record, runtimes.getOrDefault(id, Value.Tree.EMPTY))));
    return pairs;
  }

  private static void put(
      Map<String, AttributeValue> item,
      Map<String, Value.Tree> environments,
      Map<String, Value.Tree> runtimes) {
    Value.Tree record = record(item);
    String sort = record.text("sk").orElse("");
    if (sort.startsWith(ENVIRONMENT)) {
      environments.put(sort.substring(ENVIRONMENT.length()), record);
    } else if (sort.startsWith(RUNTIME)) {
      runtimes.put(sort.substring(RUNTIME.length()), record);
    }
  }

  private static Value.Tree record(Map<String, AttributeValue> item) {
    try {
      return (Value.Tree) Json.read(EnhancedDocument.fromAttributeValueMap(item).toJson());
    } catch (Json.MalformedJsonException e) {
      throw new IllegalStateException("an item is no JSON", e);
    }
  }
}
