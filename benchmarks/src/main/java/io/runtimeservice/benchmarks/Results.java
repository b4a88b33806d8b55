package io.runtimeservice.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The page of results: a section for each benchmark; one that was not run stays as it stands. */
final class Results {

  private static final String HEAD =
      """
      # Results

      Written by `make bench`; what is measured and how: [ADR 11](../docs/adr/0011-benchmarks.md). Times and CPU are of the machine
      named, which is small and shared: the ratios, taken in the same run, are what can be compared.
      """;

  private static final String SECTION = "\n## ";

  private final Path file;

  Results(Path file) {
    this.file = file;
  }

  void put(String name, String section) throws IOException {
    var sections = sections();
    sections.put(name, section);
    var page = new StringBuilder(HEAD);
    sections.forEach((each, text) -> page.append(SECTION).append(each).append("\n\n").append(text));
    Files.writeString(file, page);
  }

  private Map<String, String> sections() throws IOException {
    var sections = new TreeMap<String, String>();
    if (!Files.exists(file)) {
      return sections;
    }
    String page = Files.readString(file);
    int start = page.indexOf(SECTION);
    while (start >= 0) {
      int next = page.indexOf(SECTION, start + SECTION.length());
      String section = page.substring(start + SECTION.length(), next < 0 ? page.length() : next);
      int end = section.indexOf('\n');
      sections.put(section.substring(0, end), section.substring(end).stripLeading());
      start = next;
    }
    return sections;
  }

  /** A section's text. */
  static String section(Findings findings, String machine) {
    var text = new StringBuilder();
    text.append(findings.workload()).append("\n\n").append(machine).append("\n\n");
    text.append("| | goal | measured | ratio | |\n|---|---|---|---|---|\n");
    findings.figures().forEach(figure -> text.append(figure.row()).append('\n'));
    return text.toString();
  }
}
