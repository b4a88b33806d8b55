package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/environments/{appId}/{environmentId}}. */
class EnvironmentPageTest {

  private static final String PAGE = "/v1/environments/checkout/pr-1";

  private final SmallService service = new SmallService();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void it_is_the_row_of_the_list_with_the_wish_and_the_status_as_it_is_stored() {
    service.environment("checkout", "pr-1", Samples.previewWith(Samples.BOOTING));

    var page = service.get(PAGE).page();

    assertThat(page.fields().keySet())
        .containsExactly(
            "appId",
            "environmentId",
            "type",
            "state",
            "reason",
            "waitingOn",
            "generation",
            "observedGeneration",
            "url",
            "since",
            "desired",
            "status");
    assertThat(page.fields()).containsAllEntriesOf(row().fields());
    assertThat(page.text("desired")).contains("running");
    assertThat(page.tree("status"))
        .isEqualTo(Samples.tree("{" + Samples.BOOTING + "}").tree("status"));
  }

  @Test
  void one_that_was_never_looked_at_has_an_empty_status() {
    service.environment("checkout", "pr-1", "{}");

    assertThat(service.get(PAGE).body())
        .isEqualTo(
            """
            {"appId":"checkout","environmentId":"pr-1","type":"unknown","state":"Pending",\
            "reason":"NotLooked","waitingOn":"runtime","desired":null,"status":{}}
            """);
  }

  @Test
  void one_that_is_not_there_is_not_found() {
    service.environment("checkout", "pr-2", Samples.preview("{}"));
    assertThat(service.get(PAGE).problem(404)).isEqualTo("there is no environment checkout/pr-1");
  }

  @Test
  void one_that_was_brought_up_shows_what_was_written() {
    service.app("checkout");
    var key = service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
    service.open();
    service.until(key, "Ready");

    var page = service.get(PAGE).page();

    assertThat(page.text("state")).contains("Ready");
    assertThat(page.text("waitingOn")).contains("nobody");
    assertThat(page.text("url").orElseThrow())
        .matches("https://checkout-pr-1-[a-z0-9]{12}.fly.dev");
    assertThat(page.tree("status")).isEqualTo(service.status(key));
  }

  /** A record near DynamoDB's limit takes no status; the answer is given from memory. */
  @Test
  void a_status_for_which_the_record_has_no_room_is_told_all_the_same() {
    service.app("checkout");
    var key = service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
    service.doInWorld(() ->
        service.table.changeEnvironment(
            key, it -> it.with("x-notes", Values.text("x".repeat(409_000)))));
    service.open();
    service.mark(key);
    service.pass(Duration.ofMinutes(2));
    assertThat(service.status(key)).isEqualTo(Value.Tree.EMPTY);

    var page = service.get(PAGE).page();
    assertThat(page.text("state")).contains("Ready");
    assertThat(page.tree("status").text("state")).contains("Ready");
    assertThat(page.text("statusNotStored")).contains("the record has no room for it");
    assertThat(row().text("state")).contains("Ready");
    assertThat(service.get(PAGE + "/explain").page().text("state")).contains("Ready");
    assertThat(service.get("/metrics").body())
        .doesNotContain(Metric.STATUS_UNWRITABLE + " 0.0")
        .contains(Metric.STATUS_UNWRITABLE + " ");

    service.doInWorld(
        () -> service.table.changeEnvironment(key, it -> it.with("x-notes", Values.text("x"))));
    service.mark(key);
    service.pass(Duration.ofMinutes(2));
    assertThat(service.get(PAGE).page().get("statusNotStored")).isEmpty();
    assertThat(service.get(PAGE).page().tree("status")).isEqualTo(service.status(key));
  }

  private Value.Tree row() {
    return (Value.Tree) service.get("/v1/environments").page().items("environments").getFirst();
  }
}
