package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.HostClaims;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.telemetry.AwsAction;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Who owns which host name, in DynamoDB: one item a name. A refused write answers with the item as
 * it stood at that moment, so that nobody has to read it afterwards.
 */
public final class DynamoDbHostClaims implements HostClaims {

  private static final String NOBODYS = "attribute_not_exists(pk)";
  private static final String THEIRS =
      "appId = :app AND environmentId = :environment AND incarnation = :incarnation";

  private final DynamoDbTable table;

  public DynamoDbHostClaims(DynamoDbTable table) {
    this.table = table;
  }

  @Override
  public Future<Holder> claim(String hostname, Holder claimant) {
    var request = put(hostname, claimant).conditionExpression(NOBODYS).build();
    return table
        .write(AwsAction.PUT_ITEM, client -> client.putItem(request))
        .compose(answer ->
            switch (answer) {
              case Conditional.Written _ -> Future.succeededFuture(claimant);
              case Conditional.Refused(var stands) -> holder(stands);
              case Conditional.TooLarge _ -> unreadable();
            });
  }

  @Override
  public Future<Write> takeOver(String hostname, Holder from, Holder to) {
    var request =
        put(hostname, to)
            .conditionExpression(THEIRS)
            .expressionAttributeValues(values(from))
            .build();
    return table
        .write(AwsAction.PUT_ITEM, client -> client.putItem(request))
        .map(answer -> answer.write(stands -> read(stands).equals(Optional.of(to))));
  }

  private PutItemRequest.Builder put(String hostname, Holder holder) {
    var item = new HashMap<>(DynamoDbValues.write(tree(holder)));
    item.putAll(ItemKey.claim(hostname).attributes());
    return PutItemRequest.builder()
        .tableName(table.name())
        .item(item)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  @Override
  public Future<Write> release(String hostname, Holder holder) {
    var request =
        DeleteItemRequest.builder()
            .tableName(table.name())
            .key(ItemKey.claim(hostname).attributes())
            .conditionExpression(THEIRS)
            .expressionAttributeValues(values(holder))
            .build();
    return table
        .write(AwsAction.DELETE_ITEM, client -> client.deleteItem(request))
        .map(Conditional::write);
  }

  private static Value.Tree tree(Holder holder) {
    return Values.tree()
        .put("appId", holder.key().app().value())
        .put("environmentId", holder.key().environment().value())
        .put("incarnation", holder.incarnation())
        .build();
  }

  private static Map<String, AttributeValue> values(Holder holder) {
    return Map.of(
        ":app", AttributeValue.fromS(holder.key().app().value()),
        ":environment", AttributeValue.fromS(holder.key().environment().value()),
        ":incarnation", AttributeValue.fromN(Integer.toString(holder.incarnation())));
  }

  private static Optional<Holder> read(Value.Tree claim) {
    String key = claim.text("appId").orElse("") + "/" + claim.text("environmentId").orElse("");
    return EnvironmentKey.parse(key).flatMap(it -> incarnation(claim).map(n -> new Holder(it, n)));
  }

  private static Optional<Integer> incarnation(Value.Tree claim) {
    return claim.whole("incarnation").filter(n -> n == n.intValue()).map(Long::intValue);
  }

  private static Future<Holder> holder(Value.Tree claim) {
    return read(claim).map(Future::succeededFuture).orElseGet(DynamoDbHostClaims::unreadable);
  }

  private static Future<Holder> unreadable() {
    return Future.failedFuture(
        new FailureException(
            new Failure.Unreliable(Evidence.of(Dependency.TABLE, "a claim cannot be read"))));
  }
}
