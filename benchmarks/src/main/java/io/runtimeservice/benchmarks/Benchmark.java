package io.runtimeservice.benchmarks;

/** Something that is measured by name. */
public interface Benchmark {

  /** As {@code make bench ONLY=} names it. */
  String name();

  /** Measures; may take minutes. */
  Findings run() throws Exception;
}
