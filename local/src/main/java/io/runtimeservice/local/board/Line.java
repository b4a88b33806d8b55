package io.runtimeservice.local.board;

import io.runtimeservice.model.document.Value;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * An environment as the table shows it.
 *
 * @param since since when it is as it is
 */
public record Line(
    String environment,
    String state,
    String reason,
    String waitingOn,
    Optional<Instant> since,
    Optional<String> url) {

  /** From a row of {@code GET /v1/environments}. */
  static Line of(Value.Tree row) {
    return new Line(
        row.text("appId").orElse("?") + "/" + row.text("environmentId").orElse("?"),
        row.text("state").orElse("?"),
        row.text("reason").orElse("?"),
        row.text("waitingOn").orElse("?"),
        row.text("since").flatMap(Line::time),
        row.text("url"));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  public boolean isReady() {
    return state.equals("Ready");
  }
}
