package io.runtimeservice.model.port;

import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;

/** Where metrics go. The values are those of the metric's labels, in their order. */
public interface Telemetry {

  void count(Metric metric, String... labelValues);

  void time(Metric metric, Duration took, String... labelValues);

  void set(Metric metric, double value, String... labelValues);

  /** Keeps nothing. */
  Telemetry NONE =
      new Telemetry() {
        @Override
        public void count(Metric metric, String... labelValues) {}

        @Override
        public void time(Metric metric, Duration took, String... labelValues) {}

        @Override
        public void set(Metric metric, double value, String... labelValues) {}
      };
}
