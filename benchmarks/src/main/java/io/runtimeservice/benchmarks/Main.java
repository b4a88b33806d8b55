package io.runtimeservice.benchmarks;

import io.runtimeservice.benchmarks.door.DoorBenchmark;
import io.runtimeservice.benchmarks.start.StartBenchmark;
import io.runtimeservice.benchmarks.sweep.SweepBenchmark;
import java.nio.file.Path;
import java.util.List;

/** Runs the benchmarks that are named, or all of them, and writes what they have found. */
public final class Main {

  private static final List<Benchmark> ALL =
      List.of(new DoorBenchmark(), new StartBenchmark(), new SweepBenchmark());

  private Main() {}

  /**
   * Runs.
   *
   * @param args where the results are written, and which benchmarks are run; all if none is named
   */
  public static void main(String[] args) throws Exception {
    var results = new Results(Path.of(args[0]));
    var names = List.of(args).subList(1, args.length);
    var known = ALL.stream().map(Benchmark::name).toList();
    if (!known.containsAll(names)) {
      System.err.println("bench: there are " + String.join(" ", known));
      System.exit(2);
    }
    for (Benchmark benchmark : ALL) {
      if (names.isEmpty() || names.contains(benchmark.name())) {
        run(benchmark, results);
      }
    }
    System.exit(0); // whatever threads a benchmark has left behind
  }

  private static void run(Benchmark benchmark, Results results) throws Exception {
    double load = Host.load();
    Findings findings = benchmark.run();
    String machine =
        "%s; load of the machine %.1f before and %.1f after; commit %s."
            .formatted(Host.words(), load, Host.load(), Host.commit());
    String section = Results.section(findings, machine);
    System.out.println(section);
    results.put(benchmark.name(), section);
  }
}
