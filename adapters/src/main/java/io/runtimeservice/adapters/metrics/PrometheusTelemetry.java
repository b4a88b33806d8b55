package io.runtimeservice.adapters.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics for Prometheus to scrape. Every series that can occur is there at zero from the start, so
 * that an alert need not tell "never" from "not measured"; another one cannot come into being.
 */
public final class PrometheusTelemetry implements Telemetry {

  /** What {@link #scrape} is. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** By metric, then by the values of its labels. */
  private final Map<Metric, Map<List<String>, Series>> series = new EnumMap<>(Metric.class);

  public PrometheusTelemetry() {
    for (Metric metric : Metric.values()) {
      var ofMetric = new HashMap<List<String>, Series>();
      metric.series().forEach(values -> ofMetric.put(values, register(metric, values)));
      series.put(metric, Map.copyOf(ofMetric));
    }
  }

  private Series register(Metric metric, List<String> values) {
    return Series.register(registry, metric, values);
  }

  @Override
  public void count(Metric metric, String... labelValues) {
    series(metric, labelValues).count();
  }

  @Override
  public void time(Metric metric, Duration took, String... labelValues) {
    series(metric, labelValues).time(took);
  }

  @Override
  public void set(Metric metric, double value, String... labelValues) {
    series(metric, labelValues).set(value);
  }

  private Series series(Metric metric, String... labelValues) {
    var found = series.getOrDefault(metric, Map.of()).get(List.of(labelValues));
    if (found == null) {
      throw new IllegalArgumentException(
          "%s has no series %s".formatted(metric, List.of(labelValues)));
    }
    return found;
  }

  /** All metrics in Prometheus' text form. */
  public String scrape() {
    return registry.scrape(CONTENT_TYPE);
  }
}
