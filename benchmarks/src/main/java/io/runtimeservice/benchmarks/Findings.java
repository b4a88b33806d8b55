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

  /** The same, or no verdict on any of them if the machine was busy with something else. */
  public Findings unless(boolean busy) {
    return new Findings(workload, figures.stream().map(it -> it.unless(busy)).toList());
  }
}
