package io.runtimeservice.simulator.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.runtimeservice.model.port.EnvironmentStore.StatusWrite;
import io.runtimeservice.model.port.HostClaims.Holder;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.Inventory.Segment;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.sweep.SweepRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryTableTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("shop", "pr-1");
  private static final Value.Tree RECORD = Values.tree().put("generation", 1).build();

  private static final Segment WHOLE = new Segment(0, 1);

  private final InMemoryTable table = new InMemoryTable();

  private Write writeStatus(long generation) {
    return Answers.of(
        table
            .environmentStore()
            .writeStatus(
                new StatusWrite(
                    KEY,
                    Optional.of(Values.number(generation)),
                    Optional.empty(),
                    Optional.of("https://a.dev"),
                    Values.tree().put("state", "Ready").build())));
  }

  @Test
  void a_test_looks_into_it_without_being_counted() {
    table.putEnvironment(KEY, RECORD);
    writeStatus(1);
    assertThat(table.url(KEY)).contains("https://a.dev");
    assertThat(table.status(KEY).text("state")).contains("Ready");
    assertThat(table.environment(KEY)).isPresent();
    assertThat(table.counts().reads()).isZero();
    assertThat(table.counts().writes()).isOne();
  }

  @Test
  void each_call_of_the_service_is_counted_by_its_kind_the_refused_ones_too() {
    var store = table.environmentStore();
    store.load(KEY);
    store.load(KEY);
    writeStatus(9);
    store.writeUrl(KEY, "https://a.dev");
    store.list(new Query(Optional.empty(), Optional.empty(), 1, Optional.of("bad")));
    table.hostClaims().claim("a.dev", new Holder(KEY, 1));
    table.runtimeStore().history(KEY);
    table.controlStore().read();
    table.controlStore().replace(1, Control.NONE);
    table.sweepStore().read();
    table.sweepStore().replace(1, SweepRecord.NONE);
    table.inventory().page(WHOLE, Optional.of("bad"));
    var counts = table.counts();
    assertThat(counts.of(TableCall.LOAD)).isEqualTo(2);
    assertThat(counts.of(TableCall.WRITE_STATUS)).isOne();
    assertThat(counts.of(TableCall.WRITE_URL)).isOne();
    assertThat(counts.of(TableCall.LIST)).isOne();
    assertThat(counts.of(TableCall.CLAIM)).isOne();
    assertThat(counts.of(TableCall.RELEASE)).isZero();
    assertThat(counts.of(TableCall.READ_CONTROL)).isOne();
    assertThat(counts.of(TableCall.REPLACE_CONTROL)).isOne();
    assertThat(counts.of(TableCall.READ_SWEEP)).isOne();
    assertThat(counts.of(TableCall.REPLACE_SWEEP)).isOne();
    assertThat(counts.of(TableCall.SCAN)).isOne();
    assertThat(counts.reads()).as("no routine among them").isEqualTo(4);
    assertThat(counts.writes()).as("no routine among them").isEqualTo(4);
  }

  @Test
  void the_manager_changes_a_record_around_what_is_ours() {
    table.putEnvironment(KEY, RECORD);
    writeStatus(1);
    table.changeEnvironment(KEY, record -> record.with("generation", Values.number(2)));
    assertThat(table.url(KEY)).contains("https://a.dev");
    assertThat(writeStatus(1)).isEqualTo(Write.REFUSED);
    var gone = EnvironmentKey.of("shop", "gone");
    table.changeEnvironment(gone, record -> record);
    assertThat(table.environment(gone)).isEmpty();
  }

  @Test
  void an_item_is_measured_by_dynamodbs_rules() {
    var record =
        Values.tree()
            .put("text", "é")
            .put("number", 1234)
            .put("flag", true)
            .put("list", Values.texts(List.of("ab")))
            .build();
    int bytes = (4 + 2) + (6 + 4) + (4 + 1) + (4 + 3 + 1 + 2);
    int room = ItemSize.BYTES_MAX - ItemSize.KEY_BYTES - bytes - "fill".length();
    assertThat(ItemSize.fit(record.with("fill", Values.text("x".repeat(room)))))
        .isEqualTo(Write.WRITTEN);
    assertThat(ItemSize.fit(record.with("fill", Values.text("x".repeat(room + 1)))))
        .isEqualTo(Write.TOO_LARGE);
  }

  @Test
  void a_page_of_the_inventory_ends_where_a_test_says_at_any_record() {
    List<Inventory.Row> rows =
        List.of(
            new Inventory.Row.OfApp(KEY.app(), RECORD),
            new Inventory.Row.OfEnvironment(KEY, RECORD),
            new Inventory.Row.OfEnvironment(EnvironmentKey.of("shop", "pr-2"), RECORD),
            new Inventory.Row.OfRuntime(KEY, RECORD),
            new Inventory.Row.OfRuntime(EnvironmentKey.of("shop", "pr-2"), RECORD),
            new Inventory.Row.OfApp(new AppId("shop-2"), RECORD),
            new Inventory.Row.OfApp(new AppId("zoo"), RECORD));
    table.putApp(KEY.app(), RECORD);
    table.putApp(new AppId("shop-2"), RECORD);
    table.putApp(new AppId("zoo"), RECORD);
    for (String id : List.of("pr-1", "pr-2")) {
      table.putEnvironment(EnvironmentKey.of("shop", id), RECORD);
      table.putRuntime(EnvironmentKey.of("shop", id), RECORD);
    }
    for (int size = 1; size <= rows.size(); size++) {
      table.setPageRows(size);
      var cursor = Optional.<String>empty();
      for (int from = 0; from < rows.size(); from += size) {
        var page = Answers.of(table.inventory().page(WHOLE, cursor));
        assertThat(page.rows()).isEqualTo(rows.subList(from, Math.min(from + size, rows.size())));
        cursor = page.next();
        assertThat(cursor.isPresent()).isEqualTo(from + size < rows.size());
      }
    }
  }

  @Test
  void an_app_of_any_name_is_listed_from_its_first_environment() {
    var first = EnvironmentKey.of("0", "0");
    table.putEnvironment(first, RECORD);
    var query = new Query(Optional.of(new AppId("0")), Optional.empty(), 10, Optional.empty());
    assertThat(Answers.of(table.environmentStore().list(query)).rows()).hasSize(1);
  }
}
