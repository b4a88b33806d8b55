package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.telemetry.AwsAction;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the three records of an environment by one strongly consistent {@code BatchGetItem}. If
 * DynamoDB leaves keys unprocessed, all three are read again after a pause, so that what is put
 * together was read together.
 */
final class RecordsReader {

  static final int ATTEMPTS_MAX = 3;

  /** Before the second attempt; twice as long before the third. */
  static final Duration PAUSE = Duration.ofMillis(100);

  /** For all attempts and pauses. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final TableSchema<EnhancedDocument> SCHEMA =
      TableSchema.documentSchemaBuilder()
          .addIndexPartitionKey(
              TableMetadata.primaryIndexName(), ItemKey.PARTITION, AttributeValueType.S)
          .addIndexSortKey(TableMetadata.primaryIndexName(), ItemKey.SORT, AttributeValueType.S)
          .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
          .build();

  private final DynamoDbTable table;
  private final Time time;
  private final Duration deadline;
  private final DynamoDbEnhancedAsyncClient enhanced;
  private final DynamoDbAsyncTable<EnhancedDocument> documents;

  RecordsReader(DynamoDbTable table, Time time) {
    this(table, time, DEADLINE);
  }

  RecordsReader(DynamoDbTable table, Time time, Duration deadline) {
    this.table = table;
    this.time = time;
    this.deadline = deadline;
    this.enhanced = DynamoDbEnhancedAsyncClient.builder().dynamoDbClient(table.client()).build();
    this.documents = enhanced.table(table.name(), SCHEMA);
  }

  Future<Records> read(EnvironmentKey key) {
    return attempt(key, 1)
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .recover(thrown -> Future.failedFuture(classified(thrown)));
  }

  private Future<Records> attempt(EnvironmentKey key, int attempt) {
    return table
        .calls()
        .read(AwsAction.BATCH_GET_ITEM, () -> page(key))
        .compose(page -> {
          if (page.unprocessedKeysForTable(documents).isEmpty()) {
            return Future.succeededFuture(records(key, page.resultsForTable(documents)));
          }
          return attempt == ATTEMPTS_MAX
              ? Future.failedFuture(new FailureException(throttled()))
              : pause(PAUSE.multipliedBy(attempt)).compose(_ -> attempt(key, attempt + 1));
        });
  }

  /** The first page alone: the next ones would ask for unprocessed keys at once, without end. */
  private CompletableFuture<BatchGetResultPage> page(EnvironmentKey key) {
    var pages = new ArrayList<BatchGetResultPage>(1);
    return enhanced
        .batchGetItem(request -> request.addReadBatch(batch(key)))
        .limit(1)
        .subscribe(pages::add)
        .thenApply(_ -> pages.getFirst());
  }

  private ReadBatch batch(EnvironmentKey key) {
    var batch = ReadBatch.builder(EnhancedDocument.class).mappedTableResource(documents);
    for (var item :
        List.of(ItemKey.app(key.app()), ItemKey.environment(key), ItemKey.runtime(key))) {
      batch.addGetItem(
          GetItemEnhancedRequest.builder().key(item.enhanced()).consistentRead(true).build());
    }
    return batch.build();
  }

  private static Records records(EnvironmentKey key, List<EnhancedDocument> found) {
    Map<ItemKey, Map<String, AttributeValue>> items =
        found.stream()
            .map(EnhancedDocument::toMap)
            .collect(Collectors.toMap(ItemKey::of, Function.identity()));
    return new Records(
        record(items, ItemKey.app(key.app())),
        record(items, ItemKey.environment(key)),
        record(items, ItemKey.runtime(key)));
  }

  private static Optional<Value.Tree> record(
      Map<ItemKey, Map<String, AttributeValue>> items, ItemKey key) {
    return Optional.ofNullable(items.get(key)).map(DynamoDbValues::record);
  }

  private Future<Void> pause(Duration pause) {
    var over = Promise.<Void>promise();
    time.after(pause, over::complete);
    return over.future();
  }

  private static Failure throttled() {
    return new Failure.Throttled(
        Optional.empty(), Evidence.of(Dependency.TABLE, "keys were left unprocessed"));
  }

  private static Throwable classified(Throwable thrown) {
    return thrown instanceof FailureException
        ? thrown
        : new FailureException(
            new Failure.Unavailable(Evidence.of(Dependency.TABLE, "no answer in time")));
  }
}
