package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.Reply;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v1/environments}: the fleet, a page at a time. */
class EnvironmentListTest {

  private static final String LIST = "/v1/environments";

  private final SmallService service = new SmallService();

  @AfterEach
  void close() {
    service.close();
  }

  /** DESIGN.md, section 5, byte for byte. */
  @Test
  void a_row_has_the_fields_of_the_contract_in_their_order_and_no_other() {
    service.environment("checkout", "pr-1", Samples.previewWith(Samples.BOOTING));

    var reply = service.get(LIST);

    assertThat(reply)
        .isEqualTo(
            new Reply(
                200,
                "application/json",
                """
                {"environments":[{"appId":"checkout","environmentId":"pr-1","type":"preview",\
                "state":"Progressing","reason":"Booting","waitingOn":"fly","generation":7,\
                "observedGeneration":6,"url":"https://checkout-pr-1-x.fly.dev",\
                "since":"2026-11-24T09:00:00Z"}]}
                """));
  }

  @Test
  void an_environment_that_was_never_looked_at_is_pending_and_waits_for_the_service() {
    service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));

    assertThat(service.get(LIST).body())
        .isEqualTo(
            """
            {"environments":[{"appId":"checkout","environmentId":"pr-1","type":"preview",\
            "state":"Pending","reason":"NotLooked","waitingOn":"runtime","generation":1}]}
            """);
  }

  @Test
  void an_empty_table_is_an_empty_list() {
    assertThat(service.get(LIST).body()).isEqualTo("{\"environments\":[]}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type': 7, 'generation': 'one', 'status': 'Ready', 'url': null}",
        "{'type': null, 'generation': 1.5, 'status': {'state': 'Ready'}, 'url': ['x']}",
        "{'generation': 1e400, 'status': {'state': 'Nice', 'waitingOn': 'me', 'observedAt': 0}}",
        "{'status': {'state': 'Ready', 'waitingOn': 'nobody', 'observedAt': 'now', 'conditions': 1}}",
      })
  void a_record_that_is_not_as_it_should_be_is_a_row_all_the_same(String record) {
    service.environment("checkout", "pr-1", record);
    service.environment("checkout", "pr-2", Samples.previewWith(Samples.BOOTING));

    var rows = rows(service.get(LIST));

    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst().text("state")).contains("Pending");
    assertThat(rows.getLast().text("state")).contains("Progressing");
  }

  @Test
  void what_the_manager_keeps_in_a_record_is_not_shown() {
    String config = "{'config': {'PASSWORD': 'hunter2-canary'}}";
    service.environment("checkout", "pr-1", Samples.preview(config));

    assertThat(service.get(LIST).body()).doesNotContain("hunter2-canary", "PASSWORD", "branch");
    assertThat(service.get(LIST + "/checkout/pr-1").body())
        .doesNotContain("hunter2-canary", "PASSWORD", "branch");
  }

  @Test
  void the_list_of_an_app_holds_its_environments_alone() {
    fleet();
    assertThat(ids(service.get(LIST + "?appId=shop"))).containsExactly("shop/pr-1", "shop/pr-2");
    assertThat(ids(service.get(LIST + "?appId=sho"))).isEmpty();
  }

  @Test
  void the_list_of_a_state_holds_those_that_are_in_it() {
    fleet();
    assertThat(ids(service.get(LIST + "?state=Progressing"))).containsExactly("shop/pr-2", "zoo/a");
    assertThat(ids(service.get(LIST + "?state=Pending"))).containsExactly("app/pr-1", "shop/pr-1");
    assertThat(ids(service.get(LIST + "?state=Deleted"))).isEmpty();
    assertThat(ids(service.get(LIST + "?appId=shop&state=Progressing")))
        .containsExactly("shop/pr-2");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void page_after_page_holds_each_environment_once(int limit) {
    fleet();
    var seen = new ArrayList<String>();
    String cursor = "";
    do {
      var page = service.get(LIST + "?limit=" + limit + cursor);
      assertThat(ids(page)).hasSizeBetween(1, limit);
      seen.addAll(ids(page));
      cursor = next(page).isEmpty() ? "" : "&cursor=" + next(page);
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactly("app/pr-1", "shop/pr-1", "shop/pr-2", "zoo/a");
  }

  @Test
  void a_page_on_which_nothing_is_in_the_state_is_empty_and_leads_on() {
    fleet();
    var page = service.get(LIST + "?state=Progressing&limit=2");
    assertThat(ids(page)).isEmpty();
    var second = service.get(LIST + "?state=Progressing&limit=2&cursor=" + next(page));
    assertThat(ids(second)).containsExactly("shop/pr-2", "zoo/a");
    assertThat(next(second)).isEmpty();
  }

  @Test
  void a_hundred_are_on_a_page_unless_more_are_asked_for() {
    IntStream.rangeClosed(1, 101)
        .forEach(i -> service.environment("shop", "pr-" + i, Samples.preview("{}")));
    assertThat(ids(service.get(LIST))).hasSize(100);
    assertThat(next(service.get(LIST))).isNotEmpty();
    assertThat(ids(service.get(LIST + "?limit=1000"))).hasSize(101);
    assertThat(next(service.get(LIST + "?limit=101"))).isEmpty();
  }

  private void fleet() {
    service.environment("app", "pr-1", Samples.preview("{}"));
    service.environment("shop", "pr-1", Samples.preview("{}"));
    service.environment("shop", "pr-2", Samples.previewWith(Samples.BOOTING));
    service.environment("zoo", "a", Samples.previewWith(Samples.BOOTING));
  }

  private static String next(Reply reply) {
    return reply.page().text("next").orElse("");
  }

  private static List<String> ids(Reply reply) {
    return rows(reply).stream()
        .map(row -> row.text("appId").orElseThrow() + "/" + row.text("environmentId").orElseThrow())
        .toList();
  }

  private static List<Value.Tree> rows(Reply reply) {
    return reply.page().items("environments").stream().map(Value.Tree.class::cast).toList();
  }
}
