package io.runtimeservice.model.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prometheus' conventions for names (its documentation, "Metric and label naming"). */
class MetricTest {

  @ParameterizedTest
  @EnumSource
  void a_metric_is_named_and_described_by_convention(Metric metric) {
    assertThat(metric.base())
        .matches("runtime(_[a-z]+)+")
        .doesNotMatch(".*_(total|seconds|count|sum|bucket|created)");
    assertThat(metric.sentence()).matches("[A-Z0-9].*[^.]\\.").doesNotContain("\n");
  }

  @ParameterizedTest
  @EnumSource
  void its_name_ends_as_its_kind_does(Metric metric) {
    String ending =
        switch (metric.kind()) {
          case COUNTER -> "_total";
          case GAUGE -> "";
          case TIMESTAMP -> "_timestamp_seconds";
          case TIMER -> "_seconds";
        };
    assertThat(metric).hasToString(metric.base() + ending);
  }

  @Test
  void names_are_given_once() {
    assertThat(Arrays.stream(Metric.values()).map(Metric::toString)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Metric.values()).map(Metric::base)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void its_labels_have_names_of_their_own(Metric metric) {
    assertThat(metric.labels().stream().map(Label::toString)).doesNotHaveDuplicates();
  }

  @Test
  void a_reason_occurs_with_whom_it_waits_for_alone() {
    assertThat(Metric.ENVIRONMENTS_WAITING.series())
        .contains(List.of("fly", "InsufficientCapacity"), List.of("you", "CrashLoop"))
        .doesNotContain(List.of("you", "InsufficientCapacity"), List.of("nobody", "AsDesired"));
  }

  /** Words of statuses and of AWS stay as their readers know them. */
  private static final Set<Label> QUOTED = EnumSet.of(Label.STATE, Label.REASON, Label.AWS_ACTION);

  @ParameterizedTest
  @EnumSource
  void a_label_has_a_closed_list_of_values(Label label) {
    assertThat(label.toString())
        .matches("[a-z]+(_[a-z]+)*")
        .isNotIn("le", "quantile", "job", "instance");
    assertThat(label.allowed())
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(value ->
            value.matches(QUOTED.contains(label) ? "[A-Z][A-Za-z]+" : "[a-z0-9]+(_[a-z0-9]+)*"));
  }

  /** What a metric costs for each replica, whatever the number of environments. */
  @ParameterizedTest
  @EnumSource
  void its_series_are_bounded(Metric metric) {
    assertThat(metric.series()).hasSizeLessThanOrEqualTo(30 * 7).doesNotHaveDuplicates();
  }

  @Test
  void a_metric_without_labels_is_one_series() {
    assertThat(Metric.SWEEP_DURATION.series()).containsExactly(List.of());
  }

  @Test
  void the_series_of_a_metric_are_all_combinations_of_its_labels_values() {
    assertThat(Metric.QUEUE_WAIT.series())
        .containsExactly(List.of("changed"), List.of("background"));
    assertThat(Metric.AWS_REQUESTS.series())
        .hasSize(AwsAction.values().length * Label.AWS_OUTCOME.allowed().size())
        .contains(
            List.of("dynamodb", "Scan", "ok"),
            List.of("secretsmanager", "GetSecretValue", "throttled"))
        .doesNotContain(List.of("sqs", "Scan", "ok"));
  }

  @Test
  void an_action_of_flys_occurs_with_its_own_api_alone() {
    assertThat(Metric.FLY_REQUESTS.series())
        .hasSize(Label.FLY_ACTION.allowed().size() * Label.CODE.allowed().size())
        .contains(List.of("fleet", "app_list", "429"))
        .doesNotContain(List.of("apps", "app_list", "429"));
  }

  @Test
  void every_label_is_used() {
    assertThat(Arrays.stream(Metric.values()).flatMap(metric -> metric.labels().stream()))
        .contains(Label.values());
  }
}
