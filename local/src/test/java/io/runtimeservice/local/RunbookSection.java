package io.runtimeservice.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the runbook says of one stuck state. */
final class RunbookSection {

  private final String title;
  private final List<String> lines;

  private RunbookSection(String title, List<String> lines) {
    this.title = title;
    this.lines = lines;
  }

  /**
   * The section under a heading of the third level.
   *
   * @throws AssertionError if there is none
   */
  static RunbookSection of(Path runbook, String title) throws IOException {
    var lines =
        Files.readAllLines(runbook).stream()
            .dropWhile(it -> !it.equals("### " + title))
            .skip(1)
            .takeWhile(it -> !it.startsWith("#"))
            .toList();
    if (lines.isEmpty()) {
      throw new AssertionError("the runbook has no section ### " + title);
    }
    return new RunbookSection(title, lines);
  }

  /** The first command in the row that begins with these words. */
  String command(String row) {
    String begin = "- **" + row + "**: ";
    return lines.stream()
        .filter(it -> it.startsWith(begin))
        .map(it -> it.substring(begin.length()).split("`", -1))
        .filter(it -> it.length > 2)
        .map(it -> it[1])
        .findFirst()
        .orElseThrow(() ->
            new AssertionError("### %s has no command in a row '%s'".formatted(title, begin)));
  }
}
