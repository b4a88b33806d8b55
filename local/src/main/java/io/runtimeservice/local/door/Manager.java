package io.runtimeservice.local.door;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Plays the Environment Manager: writes desired state, and says which environment is dirty. */
public final class Manager {

  private final Vertx vertx;
  private final Ways ways;

  /** Where it writes to, and how it says that it has. */
  public record Ways(DynamoDbAsyncClient dynamoDb, String table, Marks marks) {}

  /** There is no such environment. */
  public static final class NoSuchEnvironmentException extends Exception {
    NoSuchEnvironmentException() {
      super("there is no such environment", null, false, false);
    }
  }

  public Manager(Vertx vertx, Ways ways) {
    this.vertx = vertx;
    this.ways = ways;
  }

  /** Writes an App record. */
  public Future<Void> putApp(String appId, Value.Tree record) {
    return put("APP#" + appId, "APP", record);
  }

  /** Writes an Environment record, and a mark. */
  public Future<Void> putEnvironment(EnvironmentKey key, Value.Tree record) {
    return put("APP#" + key.app(), "ENV#" + key.environment(), record).compose(_ -> mark(key));
  }

  /** Has the environment run another image: a new generation. */
  public Future<Void> pushImage(EnvironmentKey key, String image) {
    return specify(key, Values.tree().put("image", image).build());
  }

  /** Changes fields of the environment's spec, each as a whole: a new generation. */
  public Future<Void> specify(EnvironmentKey key, Value.Tree fields) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    var update = new StringBuilder("SET generation = generation + :one");
    EnhancedDocument.fromJson(Json.write(fields))
        .toMap()
        .forEach((field, value) -> {
          String alias = "f" + names.size();
          names.put("#" + alias, field);
          values.put(":" + alias, value);
          update.append(", spec.#").append(alias).append(" = :").append(alias);
        });
    return change(key, new Update(update.toString(), names, values));
  }

  /** Wants the environment to be {@code running}, {@code stopped} or {@code deleted}. */
  public Future<Void> desire(EnvironmentKey key, String wish) {
    return change(
        key,
        new Update(
            "SET desired = :it, generation = generation + :one",
            Map.of(),
            Map.of(":it", AttributeValue.fromS(wish))));
  }

  /** Forgets an environment: its record goes, and what was made for it stays. */
  public Future<Void> forget(EnvironmentKey key) {
    return of(ways.dynamoDb()
            .deleteItem(request ->
                request
                    .tableName(ways.table())
                    .key(key(key))
                    .conditionExpression("attribute_exists(pk)")))
        .recover(Manager::unlessAbsent)
        .mapEmpty();
  }

  /** Says that the environment is dirty, and no more. */
  public Future<Void> mark(EnvironmentKey key) {
    return ways.marks().mark(key);
  }

  private Future<Void> put(String partition, String sort, Value.Tree record) {
    Map<String, AttributeValue> item =
        new HashMap<>(EnhancedDocument.fromJson(Json.write(record)).toMap());
    item.put("pk", AttributeValue.fromS(partition));
    item.put("sk", AttributeValue.fromS(sort));
    return of(ways.dynamoDb().putItem(request -> request.tableName(ways.table()).item(item)))
        .mapEmpty();
  }

  /** What is changed of a record, in DynamoDB's words, with what their aliases stand for. */
  private record Update(
      String expression, Map<String, String> names, Map<String, AttributeValue> values) {}

  private Future<Void> change(EnvironmentKey key, Update update) {
    var values = new HashMap<>(update.values());
    values.put(":one", AttributeValue.fromN("1"));
    return of(ways.dynamoDb()
            .updateItem(request -> {
              request
                  .tableName(ways.table())
                  .key(key(key))
                  .updateExpression(update.expression())
                  .conditionExpression("attribute_exists(pk)")
                  .expressionAttributeValues(values);
              if (!update.names().isEmpty()) {
                request.expressionAttributeNames(update.names());
              }
            }))
        .recover(Manager::unlessAbsent)
        .mapEmpty();
  }

  private static Map<String, AttributeValue> key(EnvironmentKey key) {
    return Map.of(
        "pk", AttributeValue.fromS("APP#" + key.app()),
        "sk", AttributeValue.fromS("ENV#" + key.environment()));
  }

  private static <T> Future<T> unlessAbsent(Throwable thrown) {
    return Future.failedFuture(
        thrown instanceof ConditionalCheckFailedException
            ? new NoSuchEnvironmentException()
            : thrown);
  }

  private <T> Future<T> of(CompletableFuture<T> answer) {
    return Future.fromCompletionStage(answer, vertx.getOrCreateContext())
        .recover(thrown ->
            Future.failedFuture(
                thrown instanceof CompletionException && thrown.getCause() != null
                    ? thrown.getCause()
                    : thrown));
  }
}
