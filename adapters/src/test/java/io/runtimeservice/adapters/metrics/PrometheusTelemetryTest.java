package io.runtimeservice.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PrometheusTelemetryTest {

  private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? ([-+.0-9EInfNa]+)");

  private final PrometheusTelemetry telemetry = new PrometheusTelemetry();

  private List<String> lines() {
    return telemetry.scrape().lines().toList();
  }

  private Set<String> types() {
    return lines().stream()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.substring("# TYPE ".length()))
        .collect(Collectors.toSet());
  }

  private static String type(Metric metric) {
    return switch (metric.kind()) {
      case COUNTER -> metric + " counter";
      case GAUGE, TIMESTAMP -> metric + " gauge";
      case TIMER -> metric + " histogram";
    };
  }

  private static String sample(String name, Metric metric, List<String> values) {
    var labels = new TreeSet<String>();
    for (int i = 0; i < values.size(); i++) {
      labels.add(metric.labels().get(i) + "=\"" + values.get(i) + "\"");
    }
    return name + (labels.isEmpty() ? "" : "{" + String.join(",", labels) + "}");
  }

  @Test
  void every_declared_metric_is_there_by_its_name_with_its_kind_and_sentence() {
    for (Metric metric : Metric.values()) {
      assertThat(types()).contains(type(metric));
      assertThat(lines()).contains("# HELP " + metric + " " + metric.sentence());
    }
  }

  @Test
  void nothing_else_is_there_but_the_longest_time_of_each_histogram() {
    var expected = new TreeSet<String>();
    for (Metric metric : Metric.values()) {
      expected.add(type(metric));
      if (metric.kind() == Metric.Kind.TIMER) {
        expected.add(metric + "_max gauge");
      }
    }
    assertThat(types()).isEqualTo(expected);
  }

  @Test
  void every_series_that_can_occur_is_there_at_zero_and_no_other() {
    var expected = new ArrayList<String>();
    for (Metric metric : EnumSet.complementOf(EnumSet.of(Metric.BUILD_INFO))) {
      String name = metric.kind() == Metric.Kind.TIMER ? metric + "_count" : metric.toString();
      metric.series().forEach(values -> expected.add(sample(name, metric, values)));
    }
    var found =
        lines().stream()
            .filter(line -> !line.startsWith("#"))
            .filter(line -> !line.matches("[a-z_]+_(bucket|sum|max)(\\{.*)? .*"))
            .filter(line -> !line.equals("runtime_build_info 1"))
            .map(PrometheusTelemetryTest::zero)
            .toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** The series of a sample whose value is zero. */
  private static String zero(String line) {
    var sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    assertThat(Double.parseDouble(sample.group(3))).as(line).isZero();
    return line.substring(0, line.lastIndexOf(' '));
  }

  @Test
  void what_is_counted_timed_and_set_is_shown() {
    telemetry.count(Metric.FLY_REQUESTS, "fleet", "app_list", "2xx");
    telemetry.count(Metric.FLY_REQUESTS, "fleet", "app_list", "2xx");
    telemetry.time(Metric.QUEUE_WAIT, Duration.ofMillis(1500), "changed");
    telemetry.set(Metric.QUEUE_DEPTH, 12, "background");
    telemetry.set(Metric.QUEUE_DEPTH, 7, "background");
    assertThat(lines())
        .contains(
            "runtime_fly_requests_total{action=\"app_list\",api=\"fleet\",code=\"2xx\"} 2.0",
            "runtime_queue_wait_seconds_count{class=\"changed\"} 1",
            "runtime_queue_wait_seconds_sum{class=\"changed\"} 1.5",
            "runtime_queue_depth{class=\"background\"} 7.0");
  }

  @Test
  void that_the_service_runs_is_so_from_the_start() {
    assertThat(lines()).contains("runtime_build_info 1");
    telemetry.set(Metric.BUILD_INFO, 1);
    assertThat(lines()).contains("runtime_build_info 1");
    assertThatThrownBy(() -> telemetry.set(Metric.BUILD_INFO, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_histogram_resolves_a_millisecond_and_reaches_ten_minutes() {
    telemetry.time(Metric.SWEEP_DURATION, Duration.ofNanos(999_000));
    telemetry.time(Metric.SWEEP_DURATION, Duration.ofNanos(1_500_000));
    telemetry.time(Metric.SWEEP_DURATION, Duration.ofMinutes(9));
    telemetry.time(Metric.SWEEP_DURATION, Duration.ofMinutes(11));
    assertThat(lines())
        .contains(
            "runtime_sweep_duration_seconds_bucket{le=\"0.001\"} 1",
            "runtime_sweep_duration_seconds_bucket{le=\"0.002\"} 2",
            "runtime_sweep_duration_seconds_bucket{le=\"300.0\"} 2",
            "runtime_sweep_duration_seconds_bucket{le=\"600.0\"} 3",
            "runtime_sweep_duration_seconds_bucket{le=\"+Inf\"} 4");
    assertThat(lines())
        .filteredOn(line -> line.startsWith("runtime_sweep_duration_seconds_bucket"))
        .hasSize(Series.BUCKETS.size() + 1);
  }

  @Test
  void a_value_that_is_not_declared_is_refused() {
    assertThatThrownBy(() -> telemetry.count(Metric.MARKS, "invented"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("runtime_marks_total", "invented");
    assertThatThrownBy(() -> telemetry.count(Metric.MARKS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> telemetry.count(Metric.MARKS, "accepted", "accepted"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> telemetry.count(Metric.FLY_REQUESTS, "apps", "app_list", "2xx"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_of_another_kind_is_refused() {
    assertThatThrownBy(() -> telemetry.count(Metric.RECONCILE_ACTIVE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> telemetry.set(Metric.SWEEP_DURATION, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> telemetry.time(Metric.MARKS, Duration.ZERO, "accepted"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
