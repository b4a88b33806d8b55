package io.runtimeservice.adapters.aws;

import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Telemetry that a test reads: how often what was counted. */
public final class Counted implements Telemetry {

  private final Map<List<String>, Integer> counts = new ConcurrentHashMap<>();

  @Override
  public void count(Metric metric, String... labelValues) {
    if (!metric.series().contains(List.of(labelValues))) {
      throw new AssertionError("expected a series of " + metric);
    }
    counts.merge(List.of(labelValues), 1, Integer::sum);
  }

  @Override
  public void time(Metric metric, Duration took, String... labelValues) {}

  @Override
  public void set(Metric metric, double value, String... labelValues) {}

  public int of(String... labelValues) {
    return counts.getOrDefault(List.of(labelValues), 0);
  }
}
