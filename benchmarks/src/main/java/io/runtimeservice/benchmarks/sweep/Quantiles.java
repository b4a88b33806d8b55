package io.runtimeservice.benchmarks.sweep;

import java.util.List;

/** Some durations, in order. */
final class Quantiles {

  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final List<Double> sorted;

  Quantiles(List<? extends Number> nanos) {
    if (nanos.isEmpty()) {
      throw new IllegalArgumentException("quantiles: expected at least one duration");
    }
    this.sorted = nanos.stream().map(Number::doubleValue).sorted().toList();
  }

  /** The least of them that so many of a thousand are not above. */
  double at(int permille) {
    return sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * permille, 1000) - 1));
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
    return "p50 %.2f ms, p99 %.2f ms, max %.1f ms"
        .formatted(
            median() / NANOS_PER_MILLISECOND,
            p99() / NANOS_PER_MILLISECOND,
            most() / NANOS_PER_MILLISECOND);
  }
}
