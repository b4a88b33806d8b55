package io.runtimeservice.reconciler.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.reconciler.mutant.KillerRun.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every deliberate fault is found by the test that is there to find it. */
@DisabledIfSystemProperty(
    named = "golden.write",
    matches = "true",
    disabledReason = "what is wrong on purpose must not be written into golden files")
class MutantsTest {

  /** Where {@code make verify} reads how many there were. */
  private static final Path TABLE =
      Path.of(System.getProperty("basedir", ""), "target/mutants.txt");

  private static final MutantCompiler COMPILER = new MutantCompiler();
  private static final Map<Mutant.Killer, Verdict> UNMUTATED = new HashMap<>();
  private static final List<String> ROWS = new ArrayList<>();
  private static int killed;

  static Stream<Mutant> mutants() {
    return Mutants.all().stream();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void a_mutant_is_killed_by_its_test_which_passes_without_it(Mutant mutant) {
    assertThat(UNMUTATED.computeIfAbsent(mutant.killer(), it -> run(it, Map.of())))
        .as("%s, where nothing is wrong", mutant.killer())
        .isEqualTo(new Verdict.Passed());

    Verdict verdict = run(mutant.killer(), COMPILER.compile(mutant.edit()));

    ROWS.add(row(mutant, verdict));
    assertThat(verdict)
        .as(
            "%s: %s does not find that %s, in %s",
            mutant, mutant.killer(), mutant.breaks(), mutant.edit().file())
        .isNotEqualTo(new Verdict.Passed());
    killed++;
  }

  private static Verdict run(Mutant.Killer killer, Map<String, byte[]> mutated) {
    return KillerRun.of(killer, mutated, KillerRun.ENDS_WITHIN);
  }

  private static String row(Mutant mutant, Verdict verdict) {
    String how =
        switch (verdict) {
          case Verdict.Passed _ -> "SURVIVED ";
          case Verdict.Failed _ -> "";
          case Verdict.DidNotEnd _ -> "by not ending in ";
        };
    return "%s | %s | %s%s".formatted(mutant, mutant.breaks(), how, mutant.killer());
  }

  @AfterAll
  static void theTableIsPrinted() throws IOException {
    COMPILER.close();
    ROWS.add("mutants: %d of %d killed".formatted(killed, Mutants.all().size()));
    String table = String.join("\n", ROWS) + "\n";
    System.out.print(table);
    Files.writeString(TABLE, table);
  }
}
