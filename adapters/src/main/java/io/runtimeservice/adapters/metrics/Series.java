package io.runtimeservice.adapters.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** One series of a metric: what is measured, for one value of each label. */
sealed interface Series {

  /**
   * The upper bounds of a histogram's buckets: from what an event loop takes to what a deployment
   * takes.
   */
  List<Duration> BUCKETS =
      List.of(
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Duration.ofMillis(5),
          Duration.ofMillis(10),
          Duration.ofMillis(25),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(2500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10));

  /** How the name of a metric ends that says something which is so. */
  String FACT = "_info";

  default void count() {
    throw unfit("counted");
  }

  default void time(Duration took) {
    throw unfit("timed");
  }

  default void set(double value) {
    throw unfit("set");
  }

  private static IllegalArgumentException unfit(String done) {
    return new IllegalArgumentException("this metric cannot be " + done);
  }

  record Counted(Counter counter) implements Series {
    @Override
    public void count() {
      counter.increment();
    }
  }

  record Timed(Timer timer) implements Series {
    @Override
    public void time(Duration took) {
      timer.record(took);
    }
  }

  record Held(AtomicReference<Double> value) implements Series {
    @Override
    public void set(double next) {
      value.set(next);
    }
  }

  /** Something that is so: always 1. */
  record Fact() implements Series {
    @Override
    public void set(double value) {
      if (value != 1) {
        throw unfit("set to anything but 1");
      }
    }
  }

  /** Makes the series, at zero; a fact is at 1. */
  static Series register(PrometheusMeterRegistry registry, Metric metric, List<String> values) {
    var tags = new ArrayList<Tag>();
    for (int i = 0; i < values.size(); i++) {
      tags.add(Tag.of(metric.labels().get(i).toString(), values.get(i)));
    }
    return switch (metric.kind()) {
      case COUNTER ->
          new Counted(
              Counter.builder(metric.base())
                  .description(metric.sentence())
                  .tags(tags)
                  .register(registry));
      case TIMER ->
          new Timed(
              Timer.builder(metric.base())
                  .description(metric.sentence())
                  .tags(tags)
                  .serviceLevelObjectives(BUCKETS.toArray(Duration[]::new))
                  .register(registry));
      case TIMESTAMP -> held(registry, metric, tags);
      case GAUGE ->
          metric.base().endsWith(FACT) ? fact(registry, metric) : held(registry, metric, tags);
    };
  }

  /** Micrometer would cut the ending off a gauge's name: to Prometheus it says what this is. */
  private static Series fact(PrometheusMeterRegistry registry, Metric metric) {
    Info.builder()
        .name(metric.base())
        .help(metric.sentence())
        .register(registry.getPrometheusRegistry());
    return new Fact();
  }

  private static Series held(PrometheusMeterRegistry registry, Metric metric, List<Tag> tags) {
    var value = new AtomicReference<>(0.0);
    Gauge.builder(metric.toString(), value, AtomicReference::get)
        .description(metric.sentence())
        .tags(tags)
        .strongReference(true)
        .register(registry);
    return new Held(value);
  }
}
