package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.record.DesiredVersion;
import io.runtimeservice.model.record.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  @Test
  void where_nothing_was_done_nothing_is_printed() {
    assertThat(terminal.type("history", "checkout/pr-1")).isEqualTo(new Outcome(0, "", ""));
  }
}
