package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/environments/{appId}/{environmentId}/explain}: why, and what it waits for. */
class ExplainPageTest {

  private static final String EXPLAIN = "/v1/environments/checkout/pr-1/explain";

  private final SmallService service = new SmallService();

  @AfterEach
  void close() {
    service.close();
  }

  private Value.Tree explain() {
    return service.get(EXPLAIN).page();
  }

  private String text() {
    return explain().text("text").orElseThrow();
  }

  private EnvironmentKey booting() {
    return service.environment("checkout", "pr-1", Samples.previewWith(Samples.BOOTING));
  }

  private void hasRuntimeRecord(String json) {
    var key = EnvironmentKey.of("checkout", "pr-1");
    service.doInWorld(() -> service.table.putRuntime(key, Samples.tree(json)));
  }

  @Test
  void one_that_was_never_looked_at_waits_for_the_service() {
    service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));

    assertThat(explain().text("state")).contains("Pending");
    assertThat(explain().text("reason")).contains("NotLooked");
    assertThat(explain().text("waitingOn")).contains("runtime");
    assertThat(text())
        .isEqualTo(
            """
            checkout/pr-1 is Pending (NotLooked): It has not been looked at yet.
            waits for: runtime. The service goes on by itself.
            generation: 1 wanted, none looked at, none serves
            """);
  }

  @Test
  void what_stands_in_the_way_is_told_as_a_person_reads_it() {
    booting();
    hasRuntimeRecord("{'flyApp': 'checkout-pr-1-x', 'owner': 'replica-7', 'epoch': 12}");

    assertThat(text())
        .isEqualTo(
            """
            checkout/pr-1 is Progressing (Booting): The machine is starting.
            waits for: fly. The service goes on by itself.
            That was generation 6. Generation 7 has not been looked at yet: a mark or the next sweep will see to it.
            next try: 2026-11-24T09:00:30Z
            should be done by: 2026-11-24T09:05:00Z
            generation: 7 wanted, 6 looked at, 5 serves
              MachinesRunning False, Ready False since 2026-11-24T09:00:00Z: The machine is starting. (Booting)
              [x] shop.example.com A 66.241.124.1
              [ ] shop.example.com AAAA 2a09:8280:1::1
            at work: replica-7, epoch 12
            url: https://checkout-pr-1-x.fly.dev
            """);
  }

  @Test
  void the_same_is_given_as_data() {
    booting();
    hasRuntimeRecord(
        """
        {'flyApp': 'checkout-pr-1-x', 'owner': 'replica-7', 'epoch': 12,
         'intents': [{'kind': 'machine', 'name': 'm0'}]}
        """);

    var page = explain();

    assertThat(page.fields())
        .containsAllEntriesOf(
            Samples.tree(
                    """
                    {'appId': 'checkout', 'environmentId': 'pr-1', 'state': 'Progressing',
                     'reason': 'Booting', 'message': 'The machine is starting.',
                     'waitingOn': 'fly', 'nextAction': 'The service goes on by itself.',
                     'nextTryAt': '2026-11-24T09:00:30Z', 'deadlineAt': '2026-11-24T09:05:00Z',
                     'attempt': 2, 'url': 'https://checkout-pr-1-x.fly.dev',
                     'flyApp': 'checkout-pr-1-x', 'holder': 'replica-7', 'epoch': 12,
                     'openIntents': [{'kind': 'machine', 'name': 'm0'}],
                     'observedAt': '2026-11-24T09:00:01Z', 'busyHere': false,
                     'generation': 7, 'observedGeneration': 6, 'readyGeneration': 5}
                    """)
                .fields());
    assertThat(page.items("notTrue"))
        .extracting(it -> ((Value.Tree) it).text("type").orElseThrow())
        .containsExactly("MachinesRunning", "Ready");
  }

  /** DESIGN.md, section 5: "section 6, plus holder, next try and why". */
  @Test
  void everything_of_the_status_is_there() {
    booting();
    var status = Samples.tree("{" + Samples.BOOTING + "}").tree("status");

    assertThat(explain().fields()).containsAllEntriesOf(status.fields());
  }

  @Test
  void what_is_wrong_with_a_record_is_told_by_its_field() {
    service.app("checkout");
    var key = service.environment("checkout", "pr-1", Samples.preview("{'machines': 'two'}"));
    service.open();
    service.until(key, "Blocked");

    assertThat(explain().text("waitingOn")).contains("you");
    assertThat(text())
        .startsWith(
            "checkout/pr-1 is Blocked (SpecInvalid): The record is not valid; nothing was changed.")
        .contains("spec.machines")
        .contains("waits for: you. Correct the named fields of the record.");
  }

  @Test
  void one_that_is_as_desired_has_nothing_that_is_not_true() {
    service.app("checkout");
    var key = service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
    service.open();
    service.until(key, "Ready");

    assertThat(explain().items("notTrue")).isEmpty();
    assertThat(explain().get("holder")).isEmpty();
    assertThat(text())
        .startsWith("checkout/pr-1 is Ready (AsDesired): It is as desired.\n")
        .contains("generation: 1 wanted, 1 looked at, 1 serves\n");
  }

  @Test
  void whether_this_replica_is_at_it_is_told() {
    service.app("checkout");
    var key = service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
    service.doInWorld(service.engine.switchboard()::open);
    service.doInWorld(service.engine.marks()::open);
    assertThat(explain().isTrue("busyHere")).isFalse();

    service.mark(key);
    service.pass(Duration.ofMillis(100));

    assertThat(explain().isTrue("busyHere")).isTrue();
    assertThat(explain().text("holder")).contains("replica-1");
  }

  @Test
  void one_that_is_not_there_cannot_be_explained() {
    hasRuntimeRecord("{'flyApp': 'checkout-pr-1-x'}");
    assertThat(service.get(EXPLAIN).problem(404))
        .isEqualTo("there is no environment checkout/pr-1");
  }

  /** Whoever writes the table must not write on the terminal of who asks. */
  @Test
  void a_record_cannot_forge_a_line() {
    service.environment(
        "checkout",
        "pr-1",
        Samples.previewWith(
            Samples.BOOTING
                .replace("https://checkout-pr-1-x.fly.dev", "https://x\\nurl: forged\\u001b[2J")
                .replace("66.241.124.1", "1\\nforged\\u001b[2J")
                .replace("The service goes on by itself.", "Act.\\nforged\\u001b[2J")
                .replace("The machine is starting.", "Boot.\\nforged\\u001b[2J")));
    hasRuntimeRecord("{'owner': 'replica-7\\nforged\\u001b[2J', 'epoch': 12}");

    assertThat(text().lines()).noneMatch(line -> line.startsWith("forged"));
    assertThat(text()).doesNotContain("\nurl: forged", "\u001b");
  }
}
