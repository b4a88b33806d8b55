package io.runtimeservice.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.runtimeservice.model.port.EnvironmentStore.StatusWrite;
import io.runtimeservice.model.port.HostClaims.Holder;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Chronicle;
import io.runtimeservice.model.record.DesiredVersion;
import io.runtimeservice.model.record.GenerationEntry;
import io.runtimeservice.model.record.HistoryEntry;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.ImageReference;
import io.runtimeservice.model.spec.Variables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Which calls are made, and what stands in the table afterwards: the contract with the Manager. */
class DynamoDbWireTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("shop", "pr-1");
  private static final Value.Tree RECORD = Values.tree().put("generation", 7).build();
  private static final Value.Tree STATUS = Values.tree().put("state", "Ready").build();
  private static final RuntimeRecord HELD =
      RuntimeRecord.none(KEY).withLease(LeaseMark.NEVER_HELD.granted("a"));

  @RegisterExtension final DynamoDbLocal dynamoDb = new DynamoDbLocal();

  private DynamoDbWorld world() {
    return dynamoDb.world();
  }

  private static StatusWrite status(Optional<String> url) {
    return new StatusWrite(KEY, Optional.of(Values.number(7)), Optional.empty(), url, STATUS);
  }

  @Test
  void a_load_is_one_strongly_consistent_batch_of_three_keys() {
    world().putEnvironment(KEY, RECORD);
    Answers.of(world().environments().load(KEY));
    var tables = world().wire().only(BatchGetItemRequest.class).requestItems();
    assertThat(tables).containsOnlyKeys(world().table().name());
    var keys = tables.values().iterator().next();
    assertThat(keys.consistentRead()).isTrue();
    assertThat(keys.keys())
        .containsExactlyInAnyOrder(
            Map.of("pk", AttributeValue.fromS("APP#shop"), "sk", AttributeValue.fromS("APP")),
            Map.of("pk", AttributeValue.fromS("APP#shop"), "sk", AttributeValue.fromS("ENV#pr-1")),
            Map.of("pk", AttributeValue.fromS("APP#shop"), "sk", AttributeValue.fromS("RUN#pr-1")));
  }

  @Test
  void a_status_is_one_update_that_touches_url_and_status_alone() {
    world().putEnvironment(KEY, RECORD);
    Answers.of(world().environments().writeStatus(status(Optional.of("https://a.dev"))));
    var update = world().wire().only(UpdateItemRequest.class);
    assertThat(update.key()).isEqualTo(ItemKey.environment(KEY).attributes());
    assertThat(named(update.updateExpression(), update)).isEqualTo("SET status = :v0, url = :v1");
    assertThat(named(update.conditionExpression(), update))
        .isEqualTo(
            "attribute_exists(pk) AND generation = :v2 AND attribute_not_exists(status.rev)");
  }

  @Test
  void a_status_without_a_url_removes_it_in_the_same_update() {
    world().putEnvironment(KEY, RECORD);
    Answers.of(world().environments().writeStatus(status(Optional.empty())));
    var update = world().wire().only(UpdateItemRequest.class);
    assertThat(named(update.updateExpression(), update)).isEqualTo("SET status = :v0 REMOVE url");
  }

  @Test
  void a_refused_status_is_one_update_too() {
    world().putEnvironment(KEY, RECORD.with("generation", Values.number(8)));
    assertThat(Answers.of(world().environments().writeStatus(status(Optional.empty()))))
        .isEqualTo(Write.REFUSED);
    assertThat(world().wire().operations()).containsExactly("UpdateItem");
  }

  @Test
  void the_runtime_record_is_replaced_by_one_update() {
    Answers.of(world().runtimes().replace(LeaseMark.NEVER_HELD, HELD));
    assertThat(world().wire().operations()).containsExactly("UpdateItem");
    assertThat(world().item(ItemKey.runtime(KEY)))
        .containsEntry("owner", AttributeValue.fromS("a"))
        .containsEntry("epoch", AttributeValue.fromN("1"))
        .containsEntry("sk", AttributeValue.fromS("RUN#pr-1"));
  }

  @Test
  void each_claim_take_over_and_release_is_one_call_refused_or_not() {
    var first = new Holder(KEY, 1);
    var second = new Holder(EnvironmentKey.of("shop", "pr-2"), 1);
    Answers.of(world().claims().claim("a.dev", first));
    assertThat(world().item(new ItemKey("HOST#a.dev", "CLAIM")))
        .containsEntry("appId", AttributeValue.fromS("shop"))
        .containsEntry("environmentId", AttributeValue.fromS("pr-1"))
        .containsEntry("incarnation", AttributeValue.fromN("1"));
    world().wire().clear();
    Answers.of(world().claims().claim("a.dev", second));
    Answers.of(world().claims().takeOver("a.dev", second, first));
    Answers.of(world().claims().release("a.dev", second));
    assertThat(world().wire().operations()).containsExactly("PutItem", "PutItem", "DeleteItem");
  }

  @Test
  void a_history_entry_stands_at_its_place_and_is_deleted_by_the_table_in_time() {
    var at = Instant.parse("2026-12-01T09:00:00Z");
    var entry = new HistoryEntry(KEY, 23, at, new Generation(1), 1, "mark", List.of());
    Answers.of(world().runtimes().append(entry));
    var ttl = Long.toString(Instant.parse("2027-03-01T09:00:00Z").getEpochSecond());
    assertThat(world().item(new ItemKey("APP#shop", "HIST#pr-1#03")))
        .containsEntry("ttl", AttributeValue.fromN(ttl));
  }

  @Test
  void what_was_reached_stands_at_its_place_and_is_deleted_by_the_table_in_time() {
    var at = Instant.parse("2026-12-01T09:00:00Z");
    var version = new DesiredVersion(new Generation(1), "d1");
    Answers.of(
        world()
            .runtimes()
            .reach(
                new GenerationEntry(
                    KEY,
                    EnvironmentType.PREVIEW,
                    new Chronicle.Reached(version, 23),
                    at,
                    Optional.empty(),
                    ImageReference.parse("registry.fly.io/shop:v1").orElseThrow(),
                    Optional.empty(),
                    new Variables(Map.of(), Map.of()))));
    assertThat(world().wire().operations()).containsExactly("PutItem");
    var ttl = Long.toString(Instant.parse("2027-03-01T09:00:00Z").getEpochSecond());
    assertThat(world().item(new ItemKey("APP#shop", "GEN#pr-1#03")))
        .containsEntry("ttl", AttributeValue.fromN(ttl));
  }

  @Test
  void a_page_is_one_query_of_one_app_or_one_scan_of_the_table() {
    world().putEnvironment(KEY, RECORD);
    var all = new Query(Optional.empty(), Optional.of("Ready"), 5000, Optional.empty());
    Answers.of(world().environments().list(all));
    assertThat(world().wire().only(ScanRequest.class).limit())
        .isEqualTo(EnvironmentPages.PAGE_ROWS_MAX);
    world().wire().clear();
    var app = new Query(Optional.of(new AppId("shop")), Optional.empty(), 3, Optional.empty());
    Answers.of(world().environments().list(app));
    assertThat(world().wire().only(QueryRequest.class).limit()).isEqualTo(3);
  }

  @Test
  void a_record_whose_ids_are_none_is_passed_over() {
    world().put(new ItemKey("APP#UPPER", "ENV#pr-1"), DynamoDbValues.write(RECORD));
    world().put(new ItemKey("APP#shop", "ENV#pr_1"), DynamoDbValues.write(RECORD));
    world().putEnvironment(KEY, RECORD);
    var all = new Query(Optional.empty(), Optional.empty(), 100, Optional.empty());
    assertThat(Answers.of(world().environments().list(all)).rows())
        .extracting(row -> row.key())
        .containsExactly(KEY);
  }

  @Test
  void a_generation_that_json_cannot_say_is_answered_while_it_is_of_that_type() {
    var odds =
        List.of(
            AttributeValue.fromB(SdkBytes.fromUtf8String("7")),
            AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("7"))),
            AttributeValue.fromNs(List.of("7")),
            AttributeValue.fromSs(List.of("7")),
            AttributeValue.fromN("7"));
    for (var odd : odds) {
      var write =
          new StatusWrite(
              KEY,
              Optional.of(DynamoDbValues.read(odd)),
              Optional.empty(),
              Optional.empty(),
              STATUS);
      for (var other : odds) {
        world().put(ItemKey.environment(KEY), Map.of("generation", other));
        assertThat(Answers.of(world().environments().writeStatus(write)))
            .isEqualTo(other.equals(odd) ? Write.WRITTEN : Write.REFUSED);
      }
    }
  }

  @Test
  void each_call_is_counted_and_a_refused_condition_is_an_answer() {
    Answers.of(world().environments().load(KEY));
    Answers.of(world().environments().writeUrl(KEY, "https://a.dev"));
    assertThat(world().counted().of("dynamodb", "BatchGetItem", "ok")).isOne();
    assertThat(world().counted().of("dynamodb", "UpdateItem", "ok")).isOne();
    assertThat(world().counted().of("dynamodb", "UpdateItem", "failed")).isZero();
  }

  /** An expression with the attributes' own names. */
  private static String named(String expression, UpdateItemRequest update) {
    var named = expression;
    for (var name : update.expressionAttributeNames().entrySet()) {
      named = named.replaceAll(name.getKey() + "(?![0-9])", name.getValue());
    }
    return named;
  }
}
