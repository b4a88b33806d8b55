package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.app.fixture.GenerationEntries;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.record.DesiredVersion;
import io.runtimeservice.model.record.GenerationEntry;
import io.runtimeservice.model.record.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code runtime history}. */
class HistoryCommandTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "pr-1");

  private final SmallService service = new SmallService();
  private final Terminal terminal = Terminal.of(service);

  @AfterEach
  void close() {
    service.close();
  }

  private void happened(HistoryEntry entry) {
    service.doInWorld(() -> service.table.runtimeStore().append(entry));
  }

  @Test
  void it_names_what_was_cut_short() {
    happened(
        new HistoryEntry(
            KEY,
            1,
            Instant.parse("2026-11-24T09:00:00Z"),
            new Generation(3),
            7,
            "mark",
            List.of(),
            Optional.of(new DesiredVersion(new Generation(2), "d2"))));

    assertThat(terminal.type("history", "checkout/pr-1").out())
        .isEqualTo(
            "2026-11-24T09:00:00Z  generation 3  (mark), supersedes generation 2, which was begun"
                + " and not reached\n");
  }

  @Test
  void it_prints_the_last_operations_newest_first_with_reasons() {
    happened(
        new HistoryEntry(
            KEY,
            1,
            Instant.parse("2026-11-24T09:00:00Z"),
            new Generation(3),
            7,
            "mark",
            List.of(
                new HistoryEntry.Operation(
                    "create machine m0 in iad",
                    "MACHINE_MISSING",
                    "done",
                    Duration.ofMillis(1234),
                    Optional.of("01J-iad")))));
    happened(
        new HistoryEntry(
            KEY,
            2,
            Instant.parse("2026-11-24T10:00:00.5Z"),
            new Generation(4),
            8,
            "sweep",
            List.of(
                new HistoryEntry.Operation(
                    "assign address v6",
                    "ADDRESS_MISSING",
                    "unknown",
                    Duration.ZERO,
                    Optional.empty()))));

    assertThat(terminal.type("history", "checkout/pr-1"))
        .isEqualTo(
            new Outcome(
                0,
                """
                2026-11-24T10:00:00.500Z  generation 4  (sweep)
                  assign address v6
                      because ADDRESS_MISSING; unknown after 0 ms
                2026-11-24T09:00:00Z  generation 3  (mark)
                  create machine m0 in iad
                      because MACHINE_MISSING; done after 1234 ms, Fly's request 01J-iad
                """,
                ""));
  }

  private void reached(GenerationEntry entry) {
    service.doInWorld(() -> service.table.runtimeStore().reach(entry));
  }

  private static final String GENERATION_12 =
      """
      generation 12  reached 2026-11-24T09:00:02Z
        image   registry.fly.io/checkout@sha256:%s  (asked for as :v2)
        commit  c0ffee
        config  GREETING=hello \ufffd\u00e9 2
        secret  DATABASE_URL  checkout/db version v2, key url
      """
          .formatted("1".repeat(64));

  @Test
  void it_prints_the_generations_first_newest_first_and_what_brings_one_back() {
    reached(GenerationEntries.of(KEY, 1));
    reached(GenerationEntries.of(KEY, 2));
    happened(
        new HistoryEntry(
            KEY,
            1,
            Instant.parse("2026-11-24T09:00:00Z"),
            new Generation(3),
            7,
            "mark",
            List.of()));

    assertThat(terminal.type("history", "checkout/pr-1").out())
        .startsWith(GENERATION_12 + "generation 11  reached 2026-11-24T09:00:01Z\n")
        .endsWith(
            """
            what brings one back: bin/runtime history checkout/pr-1 --generation <n> --spec

            2026-11-24T09:00:00Z  generation 3  (mark)
            """);
    assertThat(terminal.type("history", "checkout/pr-1", "--generation", "12"))
        .isEqualTo(new Outcome(0, GENERATION_12, ""));
  }

  @Test
  void the_spec_of_a_generation_is_json_to_be_written_as_it_is() throws Exception {
    reached(GenerationEntries.of(KEY, 1));

    var typed = terminal.type("history", "checkout/pr-1", "--generation", "11", "--spec");

    assertThat(typed.code()).isZero();
    assertThat(typed.out()).matches("[ -~]+\n");
    assertThat(Json.read(typed.out()))
        .isEqualTo(GenerationEntries.of(KEY, 1).toTree().tree("spec"));
    assertThat(typed.out()).startsWith("{\"image\":\"registry.fly.io/checkout@sha256:1111");
  }

  @Test
  void a_generation_that_is_not_there_or_not_whole_cannot_be_brought_back() {
    reached(GenerationEntries.of(KEY, 1, Map.of("A", "x".repeat(GenerationEntry.BYTES_MAX))));

    assertThat(terminal.type("history", "checkout/pr-1", "--generation", "7"))
        .isEqualTo(new Outcome(1, "", "generation 7 is not in its history, which has 11\n"));
    assertThat(terminal.type("history", "checkout/pr-1", "--generation", "11", "--spec"))
        .satisfies(it -> {
          assertThat(it.code()).isEqualTo(1);
          assertThat(it.out()).isEmpty();
          assertThat(it.err())
              .startsWith("config is not kept: it was too long, 16392 bytes with digest ");
        });
    assertThat(terminal.type("history", "checkout/pr-1").out())
        .contains("\n  config is not kept: it was too long, 16392 bytes");
    assertThat(terminal.type("history", "checkout/pr-1", "--spec").code()).isEqualTo(2);
  }

  @Test
  void where_nothing_was_done_nothing_is_printed() {
    assertThat(terminal.type("history", "checkout/pr-1")).isEqualTo(new Outcome(0, "", ""));
  }
}
