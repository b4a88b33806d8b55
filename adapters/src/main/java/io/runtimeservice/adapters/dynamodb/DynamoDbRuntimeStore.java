package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.GenerationEntry;
import io.runtimeservice.model.record.HistoryEntry;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.telemetry.AwsAction;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The service's own records in DynamoDB. */
public final class DynamoDbRuntimeStore implements RuntimeStore {

  /**
   * The table's TTL attribute, in seconds since 1970: DynamoDB deletes the item some time after.
   */
  public static final String TTL = "ttl";

  private static final String LEASE_VERSION = "leaseVersion";
  private static final String EPOCH = "epoch";

  private static final Comparator<Value.Tree> NEWEST_FIRST =
      Comparator.comparing((Value.Tree entry) -> entry.whole("seq").orElse(0L)).reversed();

  private final DynamoDbTable table;

  public DynamoDbRuntimeStore(DynamoDbTable table) {
    this.table = table;
  }

  @Override
  public Future<Write> replace(LeaseMark read, RuntimeRecord next) {
    var record = RuntimeRecordCodec.write(next);
    var update = new ItemUpdate();
    RuntimeRecordCodec.ATTRIBUTES.forEach(name -> update.put(name, record.get(name)));
    if (read.equals(LeaseMark.NEVER_HELD)) {
      update.ifItemIsAbsent();
    } else {
      update.ifSame(number(read.version()), LEASE_VERSION).ifSame(number(read.epoch()), EPOCH);
    }
    return table
        .update(ItemKey.runtime(next.key()), update)
        .map(answer -> answer.write(stands -> RuntimeRecordCodec.isWritten(stands, next)));
  }

  private static Optional<Value> number(long number) {
    return Optional.of(Values.number(number));
  }

  @Override
  public Future<Map<EnvironmentKey, Instant>> reservations(AppId app) {
    return reservations(app, Map.of(), new HashMap<>());
  }

  private Future<Map<EnvironmentKey, Instant>> reservations(
      AppId app, Map<String, AttributeValue> begin, Map<EnvironmentKey, Instant> all) {
    var request =
        ofApp(ItemKey.partition(app), ItemKey.RUNTIME_PREFIX)
            .projectionExpression("pk, sk, reservedAt");
    if (!begin.isEmpty()) {
      request.exclusiveStartKey(begin);
    }
    return table
        .read(AwsAction.QUERY, client -> client.query(request.build()))
        .compose(answer -> {
          answer
              .items()
              .forEach(item ->
                  ItemKey.of(item)
                      .runtime()
                      .ifPresent(key ->
                          RuntimeRecordCodec.reservedAt(DynamoDbValues.record(item))
                              .ifPresent(at -> all.put(key, at))));
          return answer.lastEvaluatedKey().isEmpty()
              ? Future.succeededFuture(all)
              : reservations(app, answer.lastEvaluatedKey(), all);
        });
  }

  @Override
  public Future<Write> append(HistoryEntry entry) {
    var until = entry.at().plus(HistoryEntry.KEPT_FOR);
    return put(ItemKey.history(entry.key(), entry.place()), entry.toTree(), Optional.of(until));
  }

  @Override
  public Future<Write> reach(GenerationEntry entry) {
    return put(ItemKey.generation(entry.key(), entry.place()), entry.toTree(), entry.keptUntil());
  }

  private Future<Write> put(ItemKey key, Value.Tree entry, Optional<Instant> until) {
    var item = new HashMap<>(DynamoDbValues.write(entry));
    item.putAll(key.attributes());
    until.ifPresent(it -> item.put(TTL, AttributeValue.fromN(Long.toString(it.getEpochSecond()))));
    var request = PutItemRequest.builder().tableName(table.name()).item(item).build();
    return table
        .write(AwsAction.PUT_ITEM, client -> client.putItem(request))
        .map(Conditional::write);
  }

  /** One page holds them all: {@link HistoryEntry#KEPT} of 1 KiB, where a page may have 1 MB. */
  @Override
  public Future<List<Value.Tree>> history(EnvironmentKey key) {
    return newestFirst(key, ItemKey.historyPrefix(key));
  }

  /** One page holds them all: {@link GenerationEntry#KEPT} of 16 KiB. */
  @Override
  public Future<List<Value.Tree>> generations(EnvironmentKey key) {
    return newestFirst(key, ItemKey.generationPrefix(key));
  }

  private Future<List<Value.Tree>> newestFirst(EnvironmentKey key, String prefix) {
    var request = ofApp(ItemKey.partition(key.app()), prefix).build();
    return table
        .read(AwsAction.QUERY, client -> client.query(request))
        .map(answer ->
            answer.items().stream().map(DynamoDbRuntimeStore::entry).sorted(NEWEST_FIRST).toList());
  }

  private QueryRequest.Builder ofApp(String partition, String prefix) {
    return QueryRequest.builder()
        .tableName(table.name())
        .consistentRead(true)
        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
        .expressionAttributeValues(
            Map.of(
                ":pk", AttributeValue.fromS(partition), ":prefix", AttributeValue.fromS(prefix)));
  }

  private static Value.Tree entry(Map<String, AttributeValue> item) {
    var entry = new HashMap<>(item);
    entry.remove(TTL);
    return DynamoDbValues.record(entry);
  }
}
