package io.runtimeservice.reconciler.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.reconciler.mutant.KillerRun.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  private static final Map<Mutant.Killer, Verdict> UNMUTATED = new ConcurrentHashMap<>();
  private static final Map<Mutant, Verdict> VERDICTS = new ConcurrentHashMap<>();

  /** All of them, on all processors: each thread compiles with a compiler of its own. */
  @BeforeAll
  static void runAll() throws Exception {
    var compilers = new ConcurrentHashMap<Thread, MutantCompiler>();
    try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Callable<Void>> runs =
          mutants()
              .<Callable<Void>>map(mutant ->
                  () -> {
                    run(
                        mutant,
                        compilers.computeIfAbsent(
                            Thread.currentThread(), _ -> new MutantCompiler()));
                    return null;
                  })
              .toList();
      for (Future<Void> done : pool.invokeAll(runs)) {
        done.get();
      }
    } finally {
      compilers.values().forEach(MutantCompiler::close);
    }
  }

  private static void run(Mutant mutant, MutantCompiler compiler) {
    UNMUTATED.computeIfAbsent(mutant.killer(), it -> run(it, Map.of()));
    VERDICTS.put(mutant, run(mutant.killer(), compiler.compile(mutant.edit())));
  }

  static Stream<Mutant> mutants() {
    return Mutants.all().stream();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void a_mutant_is_killed_by_its_test_which_passes_without_it(Mutant mutant) {
    assertThat(UNMUTATED.get(mutant.killer()))
        .as("%s, where nothing is wrong", mutant.killer())
        .isEqualTo(new Verdict.Passed());
    assertThat(VERDICTS.get(mutant))
        .as(
            "%s: %s does not find that %s, in %s",
            mutant, mutant.killer(), mutant.breaks(), mutant.edit().file())
        .isInstanceOfAny(Verdict.Failed.class, Verdict.DidNotEnd.class);
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
    long survivors = VERDICTS.values().stream().filter(Verdict.Passed.class::isInstance).count();
    long killed = VERDICTS.size() - survivors;
    String table =
        Stream.concat(
                mutants()
                    .flatMap(it ->
                        Optional.ofNullable(VERDICTS.get(it)).map(how -> row(it, how)).stream()),
                Stream.of("mutants: %d of %d killed".formatted(killed, Mutants.all().size())))
            .collect(Collectors.joining("\n", "", "\n"));
    System.out.print(table);
    Files.writeString(TABLE, table);
  }
}
