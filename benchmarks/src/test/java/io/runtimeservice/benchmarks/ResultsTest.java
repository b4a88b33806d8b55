package io.runtimeservice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

  @TempDir private Path folder;

  @Test
  void a_section_that_is_written_anew_leaves_the_others_as_they_stand() throws IOException {
    var file = folder.resolve("RESULTS.md");
    for (String name : List.of("sweep", "drift", "memory")) {
      new Results(file).put(name, section(name, "1 ms"));
    }
    String before = Files.readString(file);
    new Results(file).put("memory", section("memory", "2 ms"));

    assertThat(Files.readString(file))
        .isEqualTo(before.replace(section("memory", "1 ms"), section("memory", "2 ms")))
        .containsSubsequence(
            "# Results\n", "## drift\n", "1 ms", "## memory\n", "2 ms", "## sweep\n", "1 ms");
  }

  @Test
  void a_machine_that_was_busy_judges_no_goal_and_shows_what_was_measured() {
    var findings = findings("sweep", "3 ms").unless(true);

    assertThat(Results.section(findings, "2 cores."))
        .contains("| what was measured | at most 1 ms | 3 ms |  | not judged")
        .contains("| beside |  | 3 ms |  |  |")
        .doesNotContain("met");
  }

  private static String section(String name, String measured) {
    return Results.section(findings(name, measured), "2 cores.");
  }

  private static Findings findings(String name, String measured) {
    return new Findings(
        "What " + name + " does,\n\nand how.",
        List.of(
            Figure.of("what was measured", "at most 1 ms", measured, "", false),
            Figure.beside("beside", measured)));
  }
}
