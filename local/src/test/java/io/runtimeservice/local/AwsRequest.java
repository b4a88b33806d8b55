package io.runtimeservice.local;

import io.runtimeservice.local.chaos.ProxiedRequest;
import io.runtimeservice.local.gateway.definition.StackRole.Deed;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request to AWS, as it went over the wire: by {@code X-Amz-Target}, or, in SQS' query protocol,
 * by the form's {@code Action}.
 *
 * @param keys of the items that it names, each as {@code pk/sk}
 */
record AwsRequest(List<Deed> deeds, List<String> keys) {

  /** What the stack calls them, by what they are called on this machine. */
  private static final Map<String, String> QUEUES =
      Map.of("marks", "Marks", "marks-dead", "DeadMarks");

  /** IAM's words for what a transaction does with an item (DynamoDB developer guide, IAM). */
  private static final Map<String, String> IN_TRANSACTION =
      Map.of(
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem",
          "Get", "GetItem");

  static AwsRequest of(ProxiedRequest request) {
    String target = Optional.ofNullable(request.headers().get("X-Amz-Target")).orElse("");
    String service = target.substring(0, Math.max(0, target.indexOf('.')));
    return switch (service) {
      case "DynamoDB_20120810" -> table(request.operation(), request.json());
      case "AmazonSQS" -> queue(request.operation(), request.json().getString("QueueUrl", ""));
      case "secretsmanager" -> one("secretsmanager:" + request.operation(), "secret");
      case "" -> form(request);
      default -> unknown(target);
    };
  }

  /** It is in no policy, and so is found there. */
  private static AwsRequest unknown(String what) {
    return one("an operation whose IAM action is not known here: " + what, "");
  }

  private static AwsRequest one(String action, String resource) {
    return new AwsRequest(List.of(new Deed(action, resource, Set.of())), List.of());
  }

  /** SQS has no action for a batch: "permissions for actions on one message also apply". */
  private static AwsRequest queue(String operation, String url) {
    String name = url.substring(url.lastIndexOf('/') + 1);
    return one("sqs:" + operation.replaceFirst("Batch$", ""), QUEUES.getOrDefault(name, url));
  }

  /** The queue's URL is the request's own. */
  private static AwsRequest form(ProxiedRequest request) {
    String action =
        Arrays.stream(request.body().toString().split("&", -1))
            .filter(it -> it.startsWith("Action="))
            .map(it -> URLDecoder.decode(it.substring("Action=".length()), StandardCharsets.UTF_8))
            .findFirst()
            .orElse("nothing");
    return queue(action, request.uri());
  }

  private static AwsRequest table(String operation, JsonObject body) {
    return switch (operation) {
      case "TransactWriteItems", "TransactGetItems" -> transaction(body);
      case "BatchGetItem" -> batch(operation, body.getJsonObject("RequestItems"));
      case "GetItem", "DeleteItem", "UpdateItem" ->
          item(operation, body.getString("TableName"), body.getJsonObject("Key"));
      case "PutItem" -> item(operation, body.getString("TableName"), body.getJsonObject("Item"));
      case "Query", "Scan" -> one("dynamodb:" + operation, resource(body.getString("TableName")));
      default -> unknown(operation);
    };
  }

  private static AwsRequest item(String operation, String table, JsonObject item) {
    return named("dynamodb:" + operation, table, Stream.of(item));
  }

  private static AwsRequest batch(String operation, JsonObject tables) {
    String table = tables.fieldNames().iterator().next();
    return named(
        "dynamodb:" + operation,
        tables.size() == 1 ? table : tables.fieldNames().toString(),
        objects(tables.getJsonObject(table).getJsonArray("Keys")));
  }

  private static AwsRequest named(String action, String table, Stream<JsonObject> items) {
    var all = items.toList();
    var partitions = all.stream().map(it -> text(it, "pk")).collect(Collectors.toSet());
    return new AwsRequest(
        List.of(new Deed(action, resource(table), partitions)),
        all.stream().map(it -> text(it, "pk") + "/" + text(it, "sk")).toList());
  }

  /** The single items' actions, and no other. */
  private static AwsRequest transaction(JsonObject body) {
    var parts =
        objects(body.getJsonArray("TransactItems"))
            .flatMap(it -> it.fieldNames().stream().map(kind -> part(kind, it.getJsonObject(kind))))
            .toList();
    return new AwsRequest(
        parts.stream().flatMap(it -> it.deeds().stream()).toList(),
        parts.stream().flatMap(it -> it.keys().stream()).toList());
  }

  private static AwsRequest part(String kind, JsonObject part) {
    String operation = IN_TRANSACTION.getOrDefault(kind, kind);
    return item(
        operation,
        part.getString("TableName"),
        part.getJsonObject("Key", part.getJsonObject("Item")));
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  private static String text(JsonObject item, String name) {
    return item.getJsonObject(name).getString("S");
  }

  private static String resource(String table) {
    return table.equals(DynamoDbPart.TABLE) ? "Table" : table;
  }
}
