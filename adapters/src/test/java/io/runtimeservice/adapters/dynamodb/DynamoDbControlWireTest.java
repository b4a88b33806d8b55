package io.runtimeservice.adapters.dynamodb;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.control.Controls;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.Inventory.Row;
import io.runtimeservice.model.port.Inventory.Segment;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.sweep.SweepRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Which calls the control record, the sweep record and the inventory come to. */
class DynamoDbControlWireTest {

  private static final Value.Tree RECORD = Values.tree().put("generation", 7).build();

  @RegisterExtension final DynamoDbLocal dynamoDb = new DynamoDbLocal();

  private DynamoDbWorld world() {
    return dynamoDb.world();
  }

  private Inventory.Page page(Segment segment, Optional<String> cursor) {
    return Answers.of(world().inventory().page(segment, cursor));
  }

  @Test
  void the_control_record_is_read_by_one_strongly_consistent_get() {
    Answers.of(world().control().read());
    var get = world().wire().only(GetItemRequest.class);
    assertThat(get.consistentRead()).isTrue();
    assertThat(get.key())
        .isEqualTo(
            Map.of(
                "pk", AttributeValue.fromS("RUNTIME#CONTROL"),
                "sk", AttributeValue.fromS("CONTROL")));
  }

  @Test
  void the_sweep_record_is_read_by_one_strongly_consistent_get() {
    Answers.of(world().sweep().read());
    var get = world().wire().only(GetItemRequest.class);
    assertThat(get.consistentRead()).isTrue();
    assertThat(get.key())
        .isEqualTo(
            Map.of(
                "pk", AttributeValue.fromS("RUNTIME#SWEEP"), "sk", AttributeValue.fromS("SWEEP")));
  }

  @Test
  void the_sweep_record_is_replaced_by_one_update_refused_or_not() {
    Answers.of(world().sweep().replace(0, SweepRecords.FULL));
    assertThat(world().wire().only(UpdateItemRequest.class).key())
        .isEqualTo(ItemKey.SWEEP.attributes());
    world().wire().clear();
    var other = SweepRecords.FULL.heldBy(Optional.of("b"));
    assertThat(Answers.of(world().sweep().replace(4, other))).isEqualTo(Write.REFUSED);
    assertThat(world().wire().operations()).containsExactly("UpdateItem");
  }

  @Test
  void who_is_paused_is_a_set_of_strings() {
    Answers.of(world().control().replace(0, Controls.FULL));
    assertThat(world().wire().operations()).containsExactly("UpdateItem");
    var item = world().item(ItemKey.CONTROL);
    assertThat(requireNonNull(item.get("paused")).ss())
        .containsExactlyInAnyOrder("shop/pr-1", "shop-2/main");
    assertThat(item).containsEntry("pauseAll", AttributeValue.fromBool(true));
  }

  @Test
  void a_set_that_a_hand_has_written_is_read() {
    var keys = List.of("zoo/main", "shop/pr-1");
    world().put(ItemKey.CONTROL, Map.of("paused", AttributeValue.fromSs(keys)));
    Control read = Answers.of(world().control().read());
    assertThat(read.switches().paused())
        .containsExactly(EnvironmentKey.of("shop", "pr-1"), EnvironmentKey.of("zoo", "main"));
  }

  @Test
  void a_page_of_the_inventory_is_one_scan_of_a_segment() {
    page(new Segment(1, 4), Optional.empty());
    var scan = world().wire().only(ScanRequest.class);
    assertThat(scan.segment()).isEqualTo(1);
    assertThat(scan.totalSegments()).isEqualTo(4);
    assertThat(scan.limit()).isEqualTo(100);
    assertThat(scan.consistentRead()).isNull();
    assertThat(scan.hasExclusiveStartKey()).isFalse();
  }

  @Test
  void a_page_begins_after_the_last_item_of_the_page_before_it() {
    for (int i = 0; i <= DynamoDbInventory.PAGE_ITEMS_MAX; i++) {
      world().putEnvironment(EnvironmentKey.of("shop", "pr-" + i), RECORD);
    }
    var first = page(new Segment(0, 1), Optional.empty());
    assertThat(first.rows()).hasSize(DynamoDbInventory.PAGE_ITEMS_MAX);
    world().wire().clear();
    assertThat(page(new Segment(0, 1), first.next()).rows()).hasSize(1);
    var last = (Row.OfEnvironment) first.rows().getLast();
    assertThat(world().wire().only(ScanRequest.class).exclusiveStartKey())
        .isEqualTo(ItemKey.environment(last.key()).attributes());
  }

  @Test
  void a_record_whose_ids_are_none_is_passed_over() {
    var fields = DynamoDbValues.write(RECORD);
    world().put(new ItemKey("APP#UPPER", "APP"), fields);
    world().put(new ItemKey("APP#UPPER", "ENV#pr-1"), fields);
    world().put(new ItemKey("APP#shop", "ENV#pr_1"), fields);
    world().put(new ItemKey("APP#shop", "RUN#"), fields);
    world().put(new ItemKey("APP#shop", "APP#2"), fields);
    world().put(new ItemKey("OTHER#shop", "APP"), fields);
    world().put(new ItemKey("OTHER#shop", "ENV#pr-1"), fields);
    world().putApp(new AppId("shop"), RECORD);
    assertThat(page(new Segment(0, 1), Optional.empty()).rows())
        .containsExactly(new Row.OfApp(new AppId("shop"), RECORD));
  }
}
