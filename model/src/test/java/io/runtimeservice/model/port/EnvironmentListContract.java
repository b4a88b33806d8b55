package io.runtimeservice.model.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore.Page;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.runtimeservice.model.port.EnvironmentStore.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link EnvironmentStore} does when it lists environments. */
public interface EnvironmentListContract {

  int PAGES_MAX = 200;
  Query ALL = new Query(Optional.empty(), Optional.empty(), 2, Optional.empty());

  TableWorld table();

  private static EnvironmentKey key(String app, String environment) {
    return EnvironmentKey.of(app, environment);
  }

  private static Value.Tree record(EnvironmentKey key) {
    return Values.tree().put("environmentId", key.environment().value()).build();
  }

  private static Value.Tree record(EnvironmentKey key, String state) {
    return record(key).with("status", Values.tree().put("state", state).build());
  }

  /** Environments of three apps, one app's name the beginning of another's, and all else. */
  private List<EnvironmentKey> fill() {
    var keys =
        List.of(
            key("shop", "main"),
            key("shop", "pr-1"),
            key("shop", "pr-2"),
            key("shop-2", "main"),
            key("zoo", "pr-1"));
    for (var key : keys) {
      table().putApp(key.app(), Values.tree().put("appId", key.app().value()).build());
      table().putEnvironment(key, record(key, "Ready"));
      table().putRuntime(key, Values.tree().put("leaseVersion", 1).build());
    }
    Answers.of(table().claims().claim("www.example.com", new HostClaims.Holder(keys.get(0), 1)));
    return keys;
  }

  private Page page(Query query, Optional<String> cursor) {
    return Answers.of(
        table().environments().list(new Query(query.app(), query.state(), query.limit(), cursor)));
  }

  private List<Row> all(Query query) {
    var rows = new ArrayList<Row>();
    var cursor = Optional.<String>empty();
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      var page = page(query, cursor);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(query.limit());
      rows.addAll(page.rows());
      cursor = page.next();
      if (cursor.isEmpty()) {
        return rows;
      }
      assertThat(cursor.get()).matches("[A-Za-z0-9_-]+");
    }
    throw new AssertionError("expected the pages to come to an end");
  }

  @Test
  default void an_empty_table_is_one_empty_page() {
    assertThat(page(ALL, Optional.empty())).isEqualTo(new Page(List.of(), Optional.empty()));
  }

  @Test
  default void page_by_page_every_environment_comes_once_and_nothing_else_does() {
    var keys = fill();
    assertThat(all(ALL)).extracting(Row::key).containsExactlyInAnyOrderElementsOf(keys);
    var byOnes = new Query(Optional.empty(), Optional.empty(), 1, Optional.empty());
    assertThat(all(byOnes)).extracting(Row::key).containsExactlyInAnyOrderElementsOf(keys);
    var atOnce = new Query(Optional.empty(), Optional.empty(), 1000, Optional.empty());
    assertThat(all(atOnce)).extracting(Row::key).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  default void a_row_holds_the_record_as_it_stands_in_the_table() {
    var key = key("shop", "main");
    table().putEnvironment(key, record(key, "Ready"));
    assertThat(all(ALL)).containsExactly(new Row(key, record(key, "Ready")));
  }

  @Test
  default void one_apps_environments_are_listed_without_those_of_an_app_of_similar_name() {
    fill();
    var query = new Query(Optional.of(new AppId("shop")), Optional.empty(), 2, Optional.empty());
    assertThat(all(query))
        .extracting(Row::key)
        .containsExactlyInAnyOrder(key("shop", "main"), key("shop", "pr-1"), key("shop", "pr-2"));
  }

  @Test
  default void an_app_without_environments_is_an_empty_list() {
    fill();
    var query = new Query(Optional.of(new AppId("none")), Optional.empty(), 2, Optional.empty());
    assertThat(all(query)).isEmpty();
  }

  @Test
  default void only_those_in_the_state_asked_for_are_listed() {
    fill();
    table().putEnvironment(key("shop", "pr-1"), record(key("shop", "pr-1"), "Blocked"));
    table().putEnvironment(key("shop", "pr-2"), record(key("shop", "pr-2")));
    table().putEnvironment(key("zoo", "pr-1"), record(key("zoo", "pr-1"), "Blocked"));

    var blocked = new Query(Optional.empty(), Optional.of("Blocked"), 1, Optional.empty());
    assertThat(all(blocked))
        .extracting(Row::key)
        .containsExactlyInAnyOrder(key("shop", "pr-1"), key("zoo", "pr-1"));
    var ofOneApp = new Query(Optional.of(new AppId("zoo")), blocked.state(), 1, Optional.empty());
    assertThat(all(ofOneApp)).extracting(Row::key).containsExactly(key("zoo", "pr-1"));
  }

  /** A list shows one that was never looked at as pending, and has to find it as such. */
  @Test
  default void one_without_a_state_is_pending() {
    fill();
    table().putEnvironment(key("shop", "pr-1"), record(key("shop", "pr-1")));
    table().putEnvironment(key("shop", "pr-2"), record(key("shop", "pr-2"), "Pending"));
    var statusOfNoState = record(key("zoo", "pr-1")).with("status", Value.Tree.EMPTY);
    table().putEnvironment(key("zoo", "pr-1"), statusOfNoState);

    var pending = new Query(Optional.empty(), Optional.of("Pending"), 1, Optional.empty());
    assertThat(all(pending))
        .extracting(Row::key)
        .containsExactlyInAnyOrder(key("shop", "pr-1"), key("shop", "pr-2"), key("zoo", "pr-1"));
    var ofOneApp = new Query(Optional.of(new AppId("zoo")), pending.state(), 1, Optional.empty());
    assertThat(all(ofOneApp)).extracting(Row::key).containsExactly(key("zoo", "pr-1"));
  }

  @Test
  default void a_cursor_holds_while_records_before_it_come_and_go() {
    fill();
    var app = Optional.of(new AppId("shop"));
    var query = new Query(app, Optional.empty(), 1, Optional.empty());
    var first = page(query, Optional.empty());
    table().removeEnvironment(first.rows().get(0).key());
    table().putEnvironment(key("shop", "a"), record(key("shop", "a")));
    var second = page(query, first.next());
    assertThat(second.rows()).extracting(Row::key).containsExactly(key("shop", "pr-1"));
  }

  @Test
  default void a_cursor_that_is_none_is_refused_by_name_and_not_repeated() {
    fill();
    for (String bad : List.of("", "!!", "Z2FyYmFnZQ", "x".repeat(10_000), "é")) {
      var query = new Query(Optional.empty(), Optional.empty(), 2, Optional.of(bad));
      assertThat(Answers.error(table().environments().list(query)))
          .as(bad)
          .isInstanceOf(BadCursorException.class)
          .hasMessageContaining("cursor")
          .message()
          .doesNotContain(bad.isEmpty() ? "Z2FyYmFnZQ" : bad);
    }
  }

  @Test
  default void a_cursor_of_another_apps_list_is_refused() {
    fill();
    var shop = new Query(Optional.of(new AppId("shop")), Optional.empty(), 1, Optional.empty());
    var cursor = page(shop, Optional.empty()).next();
    assertThat(cursor).isPresent();
    var zoo = new Query(Optional.of(new AppId("zoo")), Optional.empty(), 1, cursor);
    assertThat(Answers.error(table().environments().list(zoo)))
        .isInstanceOf(BadCursorException.class);
  }

  @Test
  default void a_page_of_nothing_cannot_be_asked_for() {
    assertThatThrownBy(() -> new Query(Optional.empty(), Optional.empty(), 0, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit");
  }
}
