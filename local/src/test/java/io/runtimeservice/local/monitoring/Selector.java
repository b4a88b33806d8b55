package io.runtimeservice.local.monitoring;

import io.runtimeservice.model.telemetry.Label;
import io.runtimeservice.model.telemetry.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A series that a query reads: a name, and what has to be so of its labels.
 *
 * @param matchers as they stand between the braces
 */
record Selector(String name, String matchers) {

  private static final Pattern SELECTOR = Pattern.compile("\\b(runtime_[a-z_]+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|!=|=)\"([^\"]*)\"");

  /** All that a query reads. */
  static List<Selector> in(String query) {
    return SELECTOR
        .matcher(query)
        .results()
        .map(it -> new Selector(it.group(1), Optional.ofNullable(it.group(2)).orElse("")))
        .toList();
  }

  /** The declared metric; fails if there is none of this name. */
  Metric metric() {
    return Arrays.stream(Metric.values())
        .filter(it -> names(it).contains(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric is declared that is shown as " + name));
  }

  private static List<String> names(Metric metric) {
    return metric.kind() == Metric.Kind.TIMER
        ? List.of(metric + "_bucket", metric + "_count", metric + "_sum", metric + "_max")
        : List.of(metric.toString());
  }

  /** What is asked of labels that the metric does not have, or of values that none of them has. */
  List<String> faults() {
    var metric = metric();
    return MATCHER
        .matcher(matchers)
        .results()
        .filter(it -> !it.group(1).equals("le"))
        .filter(it -> !matches(metric, it.group(1), it.group(2), it.group(3)))
        .map(it -> this + " has no series with " + it.group())
        .toList();
  }

  private static boolean matches(Metric metric, String label, String how, String value) {
    return metric.labels().stream()
        .filter(it -> it.toString().equals(label))
        .map(Label::allowed)
        .anyMatch(allowed ->
            how.equals("=~")
                ? Arrays.stream(value.split("\\|", -1)).allMatch(allowed::contains)
                : allowed.contains(value));
  }

  @Override
  public String toString() {
    return matchers.isEmpty() ? name : name + "{" + matchers + "}";
  }
}
