package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.GenerationEntries;
import io.runtimeservice.app.fixture.Reply;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.record.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/environments/{appId}/{environmentId}/history}: what was done, newest first. */
class HistoryPageTest {

  private static final String HISTORY = "/v1/environments/checkout/pr-1/history";
  private static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "pr-1");
  private static final Instant AT = Instant.parse("2026-11-24T09:00:00.250Z");

  private final SmallService service = new SmallService();

  @AfterEach
  void close() {
    service.close();
  }

  private void happened(long seq, HistoryEntry.Operation... operations) {
    var entry = new HistoryEntry(KEY, seq, AT, new Generation(3), 7, "mark", List.of(operations));
    service.doInWorld(() -> service.table.runtimeStore().append(entry));
  }

  /** Each with reason, outcome, duration and Fly's request id (DESIGN.md, section 5). */
  @Test
  void an_operation_is_told_with_reason_outcome_duration_and_flys_request_id() {
    happened(
        41,
        new HistoryEntry.Operation(
            "create machine m0 in iad",
            "MACHINE_MISSING",
            "done",
            Duration.ofMillis(1234),
            Optional.of("01J-iad")),
        new HistoryEntry.Operation(
            "assign address v6", "ADDRESS_MISSING", "unknown", Duration.ZERO, Optional.empty()));

    assertThat(service.get(HISTORY))
        .isEqualTo(
            new Reply(
                200,
                "application/json",
                """
                {"appId":"checkout","environmentId":"pr-1","history":[\
                {"seq":41,"at":"2026-11-24T09:00:00.250Z","generation":3,"epoch":7,"trigger":"mark",\
                "operations":[\
                {"operation":"create machine m0 in iad","reason":"MACHINE_MISSING",\
                "outcome":"done","milliseconds":1234,"flyRequestId":"01J-iad"},\
                {"operation":"assign address v6","reason":"ADDRESS_MISSING",\
                "outcome":"unknown","milliseconds":0}]}],"generations":[]}
                """));
  }

  @Test
  void the_newest_comes_first_and_twenty_are_kept() {
    IntStream.range(0, 25).forEach(this::happened);

    assertThat(service.get(HISTORY).page().items("history"))
        .extracting(it -> ((Value.Tree) it).whole("seq").orElseThrow())
        .containsExactlyElementsOf(IntStream.range(5, 25).mapToObj(i -> 29L - i).toList());
  }

  @Test
  void what_a_pass_did_is_there() {
    service.app("checkout");
    service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
    service.open();
    service.until(KEY, "Ready");

    var entry = (Value.Tree) service.get(HISTORY).page().items("history").getLast();

    assertThat(entry.items("operations"))
        .extracting(it -> ((Value.Tree) it).text("reason").orElseThrow())
        .containsExactly(
            "ENVIRONMENT_IS_NEW", "ADDRESS_MISSING", "ADDRESS_MISSING", "MACHINE_MISSING");
    assertThat(entry.items("operations"))
        .allSatisfy(
            it -> assertThat(((Value.Tree) it).text("flyRequestId").orElse("")).isNotEmpty());
  }

  /** What to write into the record's spec to come back to each, and which one serves. */
  @Test
  void what_was_reached_is_told_newest_first_and_what_serves_is_marked() {
    service.app("checkout");
    service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
    service.open();
    service.until(KEY, "Ready");
    service.doInWorld(() -> service.table.runtimeStore().reach(GenerationEntries.of(KEY, 2)));

    var generations = service.get(HISTORY).page().items("generations");

    assertThat(generations)
        .extracting(it -> ((Value.Tree) it).whole("seq").orElseThrow())
        .containsExactly(2L, 1L);
    assertThat(generations)
        .extracting(it -> ((Value.Tree) it).isTrue("serves"))
        .containsExactly(false, true);
    assertThat(generations.getFirst()).isEqualTo(GenerationEntries.of(KEY, 2).toTree());
  }

  /** It outlives the record. */
  @Test
  void the_history_of_one_that_is_gone_can_still_be_read() {
    happened(1);
    assertThat(service.get(HISTORY).page().items("history")).hasSize(1);
  }

  @Test
  void one_that_never_was_has_an_empty_history() {
    assertThat(service.get(HISTORY).body())
        .isEqualTo(
            "{\"appId\":\"checkout\",\"environmentId\":\"pr-1\",\"history\":[],\"generations\":[]}\n");
  }
}
