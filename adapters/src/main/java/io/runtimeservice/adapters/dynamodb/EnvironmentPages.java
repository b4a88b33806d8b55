package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.port.BadCursorException;
import io.runtimeservice.model.port.EnvironmentStore.Page;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.runtimeservice.model.port.EnvironmentStore.Row;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.telemetry.AwsAction;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Lists environment records, one call to a page: a {@code Query} for one app's, a {@code Scan} for
 * everybody's. Neither is strongly consistent, and a page of a scan is short, or empty, where other
 * records stand between.
 */
final class EnvironmentPages {

  /** More records than a page ever has. */
  static final int PAGE_ROWS_MAX = 1000;

  private static final String OF_APP = "#pk = :pk AND begins_with(#sk, :environment)";
  private static final String ENVIRONMENTS = "begins_with(#sk, :environment)";
  private static final String IN_STATE = "#status.#state = :state";

  /** What was never looked at has no state. */
  private static final String PENDING =
      "(attribute_not_exists(#status.#state) OR #status.#state = :state)";

  private final DynamoDbTable table;

  EnvironmentPages(DynamoDbTable table) {
    this.table = table;
  }

  Future<Page> list(Query query) {
    try {
      var start = query.cursor().map(cursor -> PageCursor.read(cursor, query.app()));
      return query.app().isPresent() ? query(query, start) : scan(query, start);
    } catch (BadCursorException bad) {
      return Future.failedFuture(bad);
    }
  }

  private Future<Page> query(Query query, Optional<ItemKey> start) {
    var request =
        QueryRequest.builder()
            .tableName(table.name())
            .limit(Math.min(query.limit(), PAGE_ROWS_MAX))
            .keyConditionExpression(OF_APP)
            .expressionAttributeNames(names(query))
            .expressionAttributeValues(values(query));
    query.state().ifPresent(state -> request.filterExpression(inState(state)));
    start.ifPresent(key -> request.exclusiveStartKey(key.attributes()));
    return table
        .read(AwsAction.QUERY, client -> client.query(request.build()))
        .map(answer -> page(answer.items(), answer.lastEvaluatedKey()));
  }

  private Future<Page> scan(Query query, Optional<ItemKey> start) {
    var request =
        ScanRequest.builder()
            .tableName(table.name())
            .limit(Math.min(query.limit(), PAGE_ROWS_MAX))
            .filterExpression(
                ENVIRONMENTS + query.state().map(it -> " AND " + inState(it)).orElse(""))
            .expressionAttributeNames(names(query))
            .expressionAttributeValues(values(query));
    start.ifPresent(key -> request.exclusiveStartKey(key.attributes()));
    return table
        .read(AwsAction.SCAN, client -> client.scan(request.build()))
        .map(answer -> page(answer.items(), answer.lastEvaluatedKey()));
  }

  private static String inState(String state) {
    return state.equals(State.PENDING.toString()) ? PENDING : IN_STATE;
  }

  /** DynamoDB refuses a request that names what its expressions do not use. */
  private static Map<String, String> names(Query query) {
    var names = new HashMap<>(Map.of("#sk", ItemKey.SORT));
    query.app().ifPresent(_ -> names.put("#pk", ItemKey.PARTITION));
    query.state().ifPresent(_ -> names.putAll(Map.of("#status", "status", "#state", "state")));
    return names;
  }

  private static Map<String, AttributeValue> values(Query query) {
    var values =
        new HashMap<>(Map.of(":environment", AttributeValue.fromS(ItemKey.ENVIRONMENT_PREFIX)));
    query.app().ifPresent(app -> values.put(":pk", AttributeValue.fromS(ItemKey.partition(app))));
    query.state().ifPresent(state -> values.put(":state", AttributeValue.fromS(state)));
    return values;
  }

  private static Page page(
      List<Map<String, AttributeValue>> items, Map<String, AttributeValue> last) {
    var rows = items.stream().flatMap(EnvironmentPages::row).toList();
    return new Page(
        rows, last.isEmpty() ? Optional.empty() : Optional.of(PageCursor.write(ItemKey.of(last))));
  }

  /** A record whose ids are none can be meant by nobody, and is passed over. */
  private static Stream<Row> row(Map<String, AttributeValue> item) {
    return ItemKey.of(item).environment().stream()
        .map(key -> new Row(key, DynamoDbValues.record(item)));
  }
}
