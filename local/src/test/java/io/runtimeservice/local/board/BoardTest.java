package io.runtimeservice.local.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static final Line PENDING = line("checkout/pr-1", "Pending", "NotLooked");
  private static final Line READY = line("checkout/pr-1", "Ready", "AsDesired");
  private static final Line OTHER = line("checkout/production", "Ready", "AsDesired");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private static Line line(String environment, String state, String reason) {
    return new Line(
        environment,
        state,
        reason,
        "nobody",
        Optional.of(NOW.minusSeconds(75)),
        Optional.of("https://x.fly.dev"));
  }

  private String shown(boolean terminal, List<List<Line>> looks) {
    var board = new Board(out, terminal, () -> NOW);
    looks.forEach(board::show);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void columns_are_as_wide_as_they_have_to_be() {
    assertThat(Table.of(List.of(PENDING, OTHER), NOW))
        .containsExactly(
            "ENVIRONMENT          STATE    REASON     WAITING ON  FOR    URL",
            "checkout/pr-1        Pending  NotLooked  nobody      1m15s  https://x.fly.dev",
            "checkout/production  Ready    AsDesired  nobody      1m15s  https://x.fly.dev");
  }

  @Test
  void without_a_terminal_a_line_is_printed_for_each_change_and_no_other() {
    assertThat(
            shown(
                false,
                List.of(List.of(PENDING), List.of(PENDING), List.of(READY, OTHER), List.of(OTHER))))
        .isEqualToNormalizingNewlines(
            """
            checkout/pr-1  Pending  NotLooked  nobody      1m15s  https://x.fly.dev
            checkout/pr-1        Ready  AsDesired  nobody      1m15s  https://x.fly.dev
            checkout/production  Ready  AsDesired  nobody      1m15s  https://x.fly.dev
            """);
  }

  @Test
  void on_a_terminal_the_table_is_drawn_over_itself() {
    assertThat(shown(true, List.of(List.of(PENDING), List.of(READY))))
        .containsOnlyOnce("\u001b[2A")
        .contains("Pending")
        .contains("Ready");
  }

  @ParameterizedTest
  @CsvSource({
    "-5, 0s",
    "0, 0s",
    "59, 59s",
    "60, 1m0s",
    "3599, 59m59s",
    "3600, 1h0m",
    "90061, 25h1m"
  })
  void a_time_reads_as_a_person_says_it(long seconds, String text) {
    assertThat(Table.lasting(Duration.ofSeconds(seconds))).isEqualTo(text);
  }
}
