package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * The shared table, and the door to it.
 *
 * @param name the table's name
 */
public record DynamoDbTable(String name, DynamoDbAsyncClient client, AwsCalls calls) {

  <T> Future<T> read(Function<DynamoDbAsyncClient, CompletableFuture<T>> call) {
    return calls.read(() -> call.apply(client));
  }

  /** A write on a condition; that it does not hold is an answer. */
  Future<Conditional> write(Function<DynamoDbAsyncClient, CompletableFuture<?>> call) {
    return calls.write(() -> Conditional.of(call.apply(client)));
  }

  Future<Conditional> update(ItemKey key, ItemUpdate update) {
    return write(it -> it.updateItem(update.of(name, key)));
  }
}
