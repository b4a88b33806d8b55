package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.telemetry.AwsAction;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * The shared table, and the door to it.
 *
 * @param name the table's name
 */
public record DynamoDbTable(String name, DynamoDbAsyncClient client, AwsCalls calls) {

  <T> Future<T> read(AwsAction action, Function<DynamoDbAsyncClient, CompletableFuture<T>> call) {
    return calls.read(action, () -> call.apply(client));
  }

  /** A record, strongly consistently; without attributes if there is none. */
  Future<Value.Tree> record(ItemKey key) {
    var request =
        GetItemRequest.builder().tableName(name).key(key.attributes()).consistentRead(true).build();
    return read(AwsAction.GET_ITEM, it -> it.getItem(request))
        .map(answer -> DynamoDbValues.record(answer.item()));
  }

  /** A write on a condition; that it does not hold is an answer. */
  Future<Conditional> write(
      AwsAction action, Function<DynamoDbAsyncClient, CompletableFuture<?>> call) {
    return calls.write(action, () -> Conditional.of(call.apply(client)));
  }

  Future<Conditional> update(ItemKey key, ItemUpdate update) {
    return write(AwsAction.UPDATE_ITEM, it -> it.updateItem(update.of(name, key)));
  }
}
