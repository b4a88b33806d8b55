package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.Exposition;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.telemetry.Label;
import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code GET /metrics}, as Prometheus reads it. */
class MetricsPageTest {

  private final SmallService service = new SmallService();

  @AfterEach
  void close() {
    service.close();
  }

  private Exposition scrape() {
    var reply = service.get("/metrics");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    return Exposition.read(reply.body());
  }

  private static Map<String, String> labels(Metric metric, List<String> values) {
    var labels = new TreeMap<String, String>();
    for (int i = 0; i < values.size(); i++) {
      labels.put(metric.labels().get(i).toString(), values.get(i));
    }
    return labels;
  }

  @ParameterizedTest
  @EnumSource
  void every_series_of_a_metric_is_there_at_zero_from_the_start(Metric metric) {
    var page = scrape();
    double start = metric == Metric.BUILD_INFO ? 1 : 0;
    for (List<String> values : metric.series()) {
      var labels = labels(metric, values);
      switch (metric.kind()) {
        case COUNTER, GAUGE, TIMESTAMP ->
            assertThat(page.value(metric.toString(), labels)).isEqualTo(start);
        case TIMER -> {
          assertThat(page.value(metric + "_count", labels)).isZero();
          assertThat(page.value(metric + "_sum", labels)).isZero();
          labels.put("le", "+Inf");
          assertThat(page.value(metric + "_bucket", labels)).isZero();
          labels.put("le", "0.001");
          assertThat(page.value(metric + "_bucket", labels)).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_metric_is_of_its_kind(Metric metric) {
    String kind =
        switch (metric.kind()) {
          case COUNTER -> "counter";
          case GAUGE, TIMESTAMP -> "gauge";
          case TIMER -> "histogram";
        };
    assertThat(scrape().types()).containsEntry(metric.toString(), kind);
  }

  @Test
  void nothing_is_there_that_is_not_ours() {
    assertThat(scrape().names()).allMatch(name -> name.startsWith("runtime_"));
  }

  @Test
  void what_happened_is_counted_and_brings_no_new_series() {
    var before = scrape();
    service.app("checkout");
    var key = service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
    service.open();
    service.until(key, "Ready");

    var after = scrape();

    assertThat(after.samples().keySet()).isEqualTo(before.samples().keySet());
    assertThat(after.value("runtime_operations_total", operation("create_machine"))).isEqualTo(1);
    assertThat(after.value("runtime_operations_total", operation("assign_address"))).isEqualTo(2);
    assertThat(after.value("runtime_marks_total", Map.of("outcome", "accepted"))).isEqualTo(1);
    assertThat(after.value("runtime_convergence_seconds_count", Map.of("kind", "create")))
        .isEqualTo(1);
    assertThat(after.value("runtime_reconcile_active", Map.of())).isZero();
    for (String phase : Label.PHASE.allowed()) {
      assertThat(after.value("runtime_reconcile_duration_seconds_count", Map.of("phase", phase)))
          .as(phase)
          .isPositive();
    }
  }

  /** Previews; more than it may have would be refused. */
  private static final int OF_AN_APP = 10;

  private static final int MADE = 5;

  /** What a replica costs Prometheus. */
  private static final int SERIES_MAX = 3000;

  /** Most are refused, which takes no time; the others are made. */
  private static int seriesWith(int environments) {
    try (var small = new SmallService()) {
      for (int i = 0; i < environments; i++) {
        String app = "checkout-" + i / OF_AN_APP;
        small.app(app);
        small.environment(
            app, "pr-" + i, Samples.preview(i < MADE ? Samples.SPEC : "{'image': ':::'}"));
      }
      small.open();
      for (int seconds = 0; seconds < 20; seconds++) {
        small.pass(Duration.ofSeconds(1));
      }
      var page = Exposition.read(small.get("/metrics").body());
      assertThat(page.value("runtime_reconcile_duration_seconds_count", Map.of("phase", "whole")))
          .isGreaterThanOrEqualTo(environments);
      return page.samples().size();
    }
  }

  /** Five in a hundred more would be too many; it is none. */
  @Test
  void ten_environments_have_as_many_series_as_five_thousand() {
    assertThat(seriesWith(5000)).isEqualTo(seriesWith(10)).isLessThan(SERIES_MAX);
  }

  private static Map<String, String> operation(String name) {
    return Map.of("operation", name, "outcome", "done");
  }

  /** Neither an environment nor an app nor a machine nor an address. */
  @Test
  void no_label_grows_with_the_environments() {
    service.app("checkout");
    var key = service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
    service.open();
    service.until(key, "Ready");

    assertThat(service.get("/metrics").body()).doesNotContain("checkout", "pr-1", "fly.dev", "iad");
  }
}
