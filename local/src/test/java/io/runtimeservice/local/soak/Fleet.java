package io.runtimeservice.local.soak;

import io.runtimeservice.local.door.Manager;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Many previews of many apps, as the Environment Manager keeps them. */
final class Fleet {

  /** As many as an app may have. */
  private static final int PREVIEWS_PER_APP = 50;

  /** So many of them are written at once. */
  private static final int AT_ONCE = 20;

  /** The table of the test does one thing at a time, and the service has it busy. */
  private static final int TRIES_MAX = 10;

  /** A page of a scan takes longer than what the service asks for. */
  private static final Duration SCANNED_WITHIN = Duration.ofMinutes(1);

  private final DynamoDbAsyncClient table;
  private final Manager manager;
  private final List<EnvironmentKey> keys;
  private int next;
  private int version = 1;

  Fleet(DynamoDbAsyncClient table, Manager manager, int size) {
    this.table = table;
    this.manager = manager;
    this.keys =
        IntStream.range(0, size)
            .mapToObj(i -> EnvironmentKey.of("shop-" + i / PREVIEWS_PER_APP, "pr-" + i))
            .toList();
  }

  /** Writes them all, each with a mark. */
  void write() throws Json.MalformedJsonException {
    var apps = keys.stream().map(it -> it.app().value()).distinct().toList();
    for (String app : apps) {
      var record =
          tree(
              """
              {"appId": "%s", "gitRepository":
                {"fullName": "acme/%1$s", "repositoryId": 1001, "ownerId": 42}}
              """
                  .formatted(app));
      untilAnswered(() -> Answers.of(manager.putApp(app, record)));
    }
    for (var some : keys.stream().gather(Gatherers.windowFixed(AT_ONCE)).toList()) {
      untilAnswered(() -> Answers.of(Future.all(some.stream().map(this::write).toList())));
    }
  }

  private Future<Void> write(EnvironmentKey key) {
    try {
      return manager.putEnvironment(
          key,
          tree(
              """
              {"environmentId": "%s", "type": "preview", "branch": "feature",
               "generation": 1, "desired": "running",
               "spec": {"image": "registry.fly.io/shop:v1",
                        "config": {"GREETING": "hello from %1$s"}}}
              """
                  .formatted(key.environment())));
    } catch (Json.MalformedJsonException e) {
      throw new AssertionError(e);
    }
  }

  private static Value.Tree tree(String json) throws Json.MalformedJsonException {
    return (Value.Tree) Json.read(json);
  }

  /** Gives so many of them another image, each in its turn. */
  void change(int count) {
    for (int i = 0; i < count; i++) {
      if (next == keys.size()) {
        next = 0;
      }
      if (next == 0) {
        version++;
      }
      var key = keys.get(next++);
      String image = "registry.fly.io/shop:v" + version;
      untilAnswered(
          () -> Answers.of(manager.pushImage(key, image).compose(_ -> manager.mark(key))));
    }
  }

  /** How many are not yet as they were last asked for. */
  int notReady() {
    return untilAnswered(this::countNotReady);
  }

  /** All that is asked may be asked twice. */
  private static <T> T untilAnswered(Supplier<T> asked) {
    for (int tried = 1; ; tried++) {
      try {
        return asked.get();
      } catch (RuntimeException e) {
        if (tried == TRIES_MAX) {
          throw e;
        }
      }
    }
  }

  private int countNotReady() {
    var ready = new AtomicInteger();
    table
        .scanPaginator(request ->
            request
                .tableName(DynamoDbPart.TABLE)
                .filterExpression("begins_with(sk, :environment)")
                .projectionExpression("generation, #status.#state, #status.observedGeneration")
                .expressionAttributeNames(Map.of("#status", "status", "#state", "state"))
                .overrideConfiguration(
                    it -> it.apiCallTimeout(SCANNED_WITHIN).apiCallAttemptTimeout(SCANNED_WITHIN))
                .expressionAttributeValues(Map.of(":environment", AttributeValue.fromS("ENV#"))))
        .items()
        .subscribe(item -> {
          boolean newest =
              number(item.get("generation"))
                  .equals(number(item.get("status"), "observedGeneration"));
          if (text(item.get("status"), "state").equals("Ready") && newest) {
            ready.incrementAndGet();
          }
        })
        .join();
    return keys.size() - ready.get();
  }

  private static String text(@Nullable AttributeValue tree, String name) {
    AttributeValue value = tree == null ? null : tree.m().get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  private static String number(@Nullable AttributeValue value) {
    return value == null || value.n() == null ? "none" : value.n();
  }

  private static String number(@Nullable AttributeValue tree, String name) {
    return number(tree == null ? null : tree.m().get(name));
  }
}
