package io.runtimeservice.benchmarks;

import java.util.List;

/**
 * What a benchmark has found.
 *
 * @param workload what was measured, and what of it was not the real thing
 */
public record Findings(String workload, List<Figure> figures) {

  public Findings {
    figures = List.copyOf(figures);
  }
}
