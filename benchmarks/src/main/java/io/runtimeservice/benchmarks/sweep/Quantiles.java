package io.runtimeservice.benchmarks.sweep;

import java.util.List;

/** Some durations, in order. */
final class Quantiles {

  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final List<Double> sorted;

  Quantiles(List<? extends Number> nanos) {
    this.sorted = nanos.stream().map(Number::doubleValue).sorted().toList();
  }

  /** That which so many of a thousand are not above. */
  double at(int permille) {
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * permille / 1000));
  }

  double median() {
    return at(500);
  }

  double p99() {
    return at(990);
  }

  double most() {
    return sorted.getLast();
  }

  /** In milliseconds. */
  String words() {
    return "p50 %.2f ms, p99 %.2f ms, max %.1f ms (%d marks)"
        .formatted(
            median() / NANOS_PER_MILLISECOND,
            p99() / NANOS_PER_MILLISECOND,
            most() / NANOS_PER_MILLISECOND,
            sorted.size());
  }
}
