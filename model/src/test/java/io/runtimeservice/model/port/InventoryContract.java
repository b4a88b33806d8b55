package io.runtimeservice.model.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.port.Inventory.Page;
import io.runtimeservice.model.port.Inventory.Row;
import io.runtimeservice.model.port.Inventory.Segment;
import io.runtimeservice.model.record.HistoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Inventory} does. */
public interface InventoryContract {

  int PAGES_MAX = 50;
  Segment WHOLE = new Segment(0, 1);
  int SEGMENTS = 3;

  /** Of three records each: more than a page has. */
  int MANY_APPS = 50;

  TableWorld table();

  private static Row app(String id) {
    return new Row.OfApp(new AppId(id), Values.tree().put("appId", id).build());
  }

  private static Row environment(String app, String id) {
    return new Row.OfEnvironment(
        EnvironmentKey.of(app, id), Values.tree().put("environmentId", id).build());
  }

  private static Row runtime(String app, String id) {
    return new Row.OfRuntime(EnvironmentKey.of(app, id), Values.tree().put("epoch", 4).build());
  }

  private void put(List<Row> rows) {
    for (var row : rows) {
      switch (row) {
        case Row.OfApp(var id, var record) -> table().putApp(id, record);
        case Row.OfEnvironment(var key, var record) -> table().putEnvironment(key, record);
        case Row.OfRuntime(var key, var record) -> table().putRuntime(key, record);
      }
    }
  }

  private Page page(Segment segment, Optional<String> cursor) {
    return Answers.of(table().inventory().page(segment, cursor));
  }

  /** The pages that have anything on them. */
  private List<Page> pages(Segment segment) {
    var pages = new ArrayList<Page>();
    var cursor = Optional.<String>empty();
    for (int i = 0; i < PAGES_MAX; i++) {
      var page = page(segment, cursor);
      pages.add(page);
      cursor = page.next();
      if (cursor.isEmpty()) {
        return pages.stream().filter(it -> !it.rows().isEmpty()).toList();
      }
    }
    throw new AssertionError("expected the pages to come to an end");
  }

  private List<Row> rows(Segment segment) {
    return pages(segment).stream().flatMap(page -> page.rows().stream()).toList();
  }

  private List<List<Row>> segments() {
    return IntStream.range(0, SEGMENTS).mapToObj(i -> rows(new Segment(i, SEGMENTS))).toList();
  }

  private static AppId appOf(Row row) {
    return switch (row) {
      case Row.OfApp(var id, _) -> id;
      case Row.OfEnvironment(var key, _) -> key.app();
      case Row.OfRuntime(var key, _) -> key.app();
    };
  }

  private static List<Row> of(String app, List<Row> rows) {
    return rows.stream().filter(row -> appOf(row).value().equals(app)).toList();
  }

  /** The apps in the order in which their rows come; one that comes in two parts comes twice. */
  private static List<AppId> turns(List<Row> rows) {
    var turns = new ArrayList<AppId>();
    for (var row : rows) {
      if (turns.isEmpty() || !turns.getLast().equals(appOf(row))) {
        turns.add(appOf(row));
      }
    }
    return turns;
  }

  private static List<Row> ofManyApps() {
    return IntStream.range(0, MANY_APPS)
        .mapToObj(i -> "app-" + i)
        .flatMap(app -> List.of(app(app), environment(app, "main"), runtime(app, "main")).stream())
        .toList();
  }

  @Test
  default void an_empty_table_is_one_empty_page() {
    assertThat(page(WHOLE, Optional.empty())).isEqualTo(new Page(List.of(), Optional.empty()));
  }

  @Test
  default void an_apps_records_come_as_they_stand_and_in_their_order() {
    var shop =
        List.of(
            app("shop"),
            environment("shop", "0"),
            environment("shop", "main"),
            environment("shop", "pr-1"),
            environment("shop", "z".repeat(40)),
            runtime("shop", "main"),
            runtime("shop", "pr-1"));
    put(shop.reversed());
    assertThat(rows(WHOLE)).isEqualTo(shop);
  }

  @Test
  default void an_app_of_which_only_one_kind_of_record_is_left_comes_too() {
    List<Row> rows =
        List.of(app("a"), environment("b", "pr-1"), runtime("c", "pr-1"), app("d"), app("0"));
    put(rows);
    assertThat(rows(WHOLE)).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  default void apps_whose_names_are_alike_are_not_mixed() {
    List<Row> shop = List.of(app("shop"), environment("shop", "a"), runtime("shop", "a"));
    List<Row> other = List.of(app("shop-2"), environment("shop-2", "a"), runtime("shop-2", "a"));
    put(shop);
    put(other);
    var rows = rows(WHOLE);
    assertThat(turns(rows)).hasSize(2);
    assertThat(of("shop", rows)).isEqualTo(shop);
    assertThat(of("shop-2", rows)).isEqualTo(other);
  }

  @Test
  default void nothing_else_comes() {
    var key = EnvironmentKey.of("shop", "pr-1");
    var at = Instant.parse("2026-12-01T09:00:00Z");
    Answers.of(
        table()
            .runtimes()
            .append(new HistoryEntry(key, 1, at, new Generation(1), 1, "mark", List.of())));
    Answers.of(table().claims().claim("a.dev", new HostClaims.Holder(key, 1)));
    table().putControl(Values.tree().put("rev", 1).build());
    table().putSweep(Values.tree().put("version", 1).build());
    assertThat(rows(WHOLE)).isEmpty();
  }

  @Test
  default void page_by_page_every_record_comes_once() {
    put(ofManyApps());
    assertThat(pages(WHOLE)).hasSizeGreaterThan(1);
    assertThat(rows(WHOLE)).containsExactlyInAnyOrderElementsOf(ofManyApps());
    assertThat(turns(rows(WHOLE))).hasSize(MANY_APPS);
  }

  @Test
  default void an_app_that_is_larger_than_a_page_comes_in_one_piece() {
    var shop = new ArrayList<Row>(List.of(app("shop")));
    IntStream.range(100, 210).forEach(i -> shop.add(environment("shop", "pr-" + i)));
    IntStream.range(100, 210).forEach(i -> shop.add(runtime("shop", "pr-" + i)));
    put(shop);
    put(List.of(app("a"), app("zoo")));
    assertThat(of("shop", rows(WHOLE))).isEqualTo(shop);
    assertThat(turns(rows(WHOLE))).hasSize(3);
  }

  @Test
  default void the_segments_share_the_apps_between_them() {
    put(ofManyApps());
    var segments = segments();
    assertThat(segments.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(ofManyApps());
    var apps = new HashSet<AppId>();
    for (var segment : segments) {
      assertThat(segment).hasSizeLessThan(ofManyApps().size());
      assertThat(turns(segment)).allSatisfy(app -> assertThat(apps.add(app)).isTrue());
    }
  }

  @Test
  default void a_cursor_holds_while_records_come_and_go() {
    put(ofManyApps());
    var first = page(WHOLE, Optional.empty());
    assertThat(first.next()).isPresent();
    var seen = turns(first.rows());
    for (var app : seen) {
      table()
          .removeEnvironment(new EnvironmentKey(app, EnvironmentKey.of("a", "main").environment()));
    }
    var rest = page(WHOLE, first.next()).rows();
    assertThat(rest).isNotEmpty();
    assertThat(turns(rest)).doesNotContainAnyElementsOf(seen.subList(0, seen.size() - 1));
  }

  @Test
  default void a_cursor_that_is_none_is_refused_by_name_and_not_repeated() {
    put(List.of(app("shop")));
    for (String bad : List.of("", "!!", "Z2FyYmFnZQ", "x".repeat(10_000), "é")) {
      assertThat(Answers.error(table().inventory().page(WHOLE, Optional.of(bad))))
          .as(bad)
          .isInstanceOf(BadCursorException.class)
          .hasMessageContaining("cursor")
          .message()
          .doesNotContain(bad.isEmpty() ? "Z2FyYmFnZQ" : bad);
    }
  }

  @Test
  default void there_is_no_segment_but_from_0_below_their_number() {
    for (int number : List.of(-1, 3)) {
      assertThatThrownBy(() -> new Segment(number, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("segment: expected a number from 0 below 3");
    }
  }
}
