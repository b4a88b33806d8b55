package io.runtimeservice.local.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The table of all environments, as text. */
public final class Table {

  private static final List<String> HEAD =
      List.of("ENVIRONMENT", "STATE", "REASON", "WAITING ON", "FOR", "URL");

  private Table() {}

  /** A line for the head and one for each environment. */
  public static List<String> of(List<Line> lines, Instant now) {
    var cells = new ArrayList<List<String>>();
    cells.add(HEAD);
    lines.forEach(line -> cells.add(cells(line, now)));
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column -> cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return cells.stream().map(row -> aligned(row, widths)).toList();
  }

  private static List<String> cells(Line line, Instant now) {
    return List.of(
        line.environment(),
        line.state(),
        line.reason(),
        line.waitingOn(),
        line.since().map(since -> lasting(Duration.between(since, now))).orElse(""),
        line.url().orElse(""));
  }

  private static String aligned(List<String> row, int[] widths) {
    var text = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      text.append(row.get(column)).repeat(" ", widths[column] - row.get(column).length() + 2);
    }
    return text.toString().stripTrailing();
  }

  /** As a person says it: {@code 42s}, {@code 3m10s}, {@code 2h5m}. */
  static String lasting(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    return seconds < 3600
        ? seconds / 60 + "m" + seconds % 60 + "s"
        : seconds / 3600 + "h" + seconds % 3600 / 60 + "m";
  }
}
