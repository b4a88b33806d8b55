package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.port.BadCursorException;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.telemetry.AwsAction;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * All records of the table by a parallel {@code Scan}, one call to a page. It is not strongly
 * consistent. A scan hands out what has one partition key together and in the order of the sort
 * keys, which begin with {@code APP}, {@code ENV#} and {@code RUN#}.
 */
public final class DynamoDbInventory implements Inventory {

  /**
   * What a page looks at, history and claims too, of which it hands out nothing. A page of DynamoDB
   * ends at 1 MB, and a hundred records are read in one turn of the event loop.
   */
  static final int PAGE_ITEMS_MAX = 100;

  private static final String RECORDS =
      "begins_with(pk, :ofApp)"
          + " AND (sk = :app OR begins_with(sk, :environment) OR begins_with(sk, :runtime))";

  private static final Map<String, AttributeValue> VALUES =
      Map.of(
          ":ofApp", AttributeValue.fromS(ItemKey.APP_PREFIX),
          ":app", AttributeValue.fromS(ItemKey.APP),
          ":environment", AttributeValue.fromS(ItemKey.ENVIRONMENT_PREFIX),
          ":runtime", AttributeValue.fromS(ItemKey.RUNTIME_PREFIX));

  private final DynamoDbTable table;

  public DynamoDbInventory(DynamoDbTable table) {
    this.table = table;
  }

  @Override
  public Future<Page> page(Segment segment, Optional<String> cursor) {
    try {
      var start = cursor.map(it -> PageCursor.read(it, Optional.empty()));
      var request = request(segment, start);
      return table
          .read(AwsAction.SCAN, client -> client.scan(request))
          .map(DynamoDbInventory::page);
    } catch (BadCursorException bad) {
      return Future.failedFuture(bad);
    }
  }

  private ScanRequest request(Segment segment, Optional<ItemKey> start) {
    var request =
        ScanRequest.builder()
            .tableName(table.name())
            .segment(segment.number())
            .totalSegments(segment.of())
            .limit(PAGE_ITEMS_MAX)
            .filterExpression(RECORDS)
            .expressionAttributeValues(VALUES);
    start.ifPresent(key -> request.exclusiveStartKey(key.attributes()));
    return request.build();
  }

  private static Page page(ScanResponse answer) {
    var last = answer.lastEvaluatedKey();
    return new Page(
        answer.items().stream().flatMap(DynamoDbInventory::row).toList(),
        last.isEmpty() ? Optional.empty() : Optional.of(PageCursor.write(ItemKey.of(last))));
  }

  /** A record whose ids are none can be meant by nobody, and is passed over. */
  private static Stream<Row> row(Map<String, AttributeValue> item) {
    var key = ItemKey.of(item);
    var record = DynamoDbValues.record(item);
    return Stream.<Optional<? extends Row>>of(
            key.app().map(id -> new Row.OfApp(id, record)),
            key.environment().map(it -> new Row.OfEnvironment(it, record)),
            key.runtime().map(it -> new Row.OfRuntime(it, record)))
        .flatMap(Optional::stream);
  }
}
