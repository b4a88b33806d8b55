package io.runtimeservice.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.RuntimeCommand;
import io.runtimeservice.local.parts.PrometheusPart;
import io.runtimeservice.model.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules and dashboards, held against the metrics' declaration and against the runbook. */
class RulesTest {

  private static final Pattern COMMAND = Pattern.compile("bin/runtime ([a-z]+)");

  static List<Alert> alerts() throws IOException {
    return Alert.all();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_says_how_urgent_it_is_and_in_a_sentence_what_is_wrong(Alert alert) {
    assertThat(alert.name()).matches("Runtime([A-Z][a-z]+|SLO)+");
    assertThat(alert.severity()).isIn("page", "ticket");
    assertThat(alert.annotation("summary")).matches("(?s)[A-Z0-9{].{20,160}\\.");
  }

  /** As GitHub makes anchors of headings. */
  private static Set<String> anchors() {
    return ProjectFiles.read(ProjectFiles.RUNBOOK)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** The part of the runbook below an alert's heading. */
  private static String section(Alert alert) {
    return ProjectFiles.read(ProjectFiles.RUNBOOK)
        .split("\n#### " + alert.name() + "\n", 2)[1]
        .split("\n#", 2)[0];
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_leads_to_its_section_with_its_meaning_a_first_command_and_what_is_safe(
      Alert alert) {
    String link = alert.annotation("runbook_url");
    assertThat(link).startsWith("docs/runbook.md#");
    assertThat(link.substring(link.indexOf('#') + 1))
        .isEqualTo(alert.name().toLowerCase(Locale.ROOT))
        .isIn(anchors());
    assertThat(section(alert)).contains("**Meaning.** ", "**First.**\n\n    ", "**Safe.** ");
  }

  @Test
  void the_runbook_has_sections_of_no_other_alerts() throws IOException {
    var sections =
        ProjectFiles.read(ProjectFiles.RUNBOOK)
            .lines()
            .filter(line -> line.startsWith("#### Runtime"))
            .map(line -> line.substring("#### ".length()));
    assertThat(sections).containsExactlyElementsOf(alerts().stream().map(Alert::name).toList());
  }

  @Test
  void the_runbook_names_commands_that_there_are() {
    var named =
        COMMAND
            .matcher(ProjectFiles.read(ProjectFiles.RUNBOOK))
            .results()
            .map(it -> it.group(1))
            .collect(Collectors.toSet());
    assertThat(RuntimeCommand.line(Map.of()).getSubcommands().keySet())
        .containsAll(named)
        .contains("drift");
    assertThat(named).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_reads_series_that_are_declared(Alert alert) {
    var read = Selector.in(alert.expression());
    assertThat(read).isNotEmpty();
    assertThat(read.stream().flatMap(it -> it.faults().stream())).isEmpty();
  }

  static List<Dashboard> dashboards() throws Exception {
    return ProjectFiles.dashboards();
  }

  @Test
  void the_dashboards_are_the_four_questions() throws Exception {
    assertThat(dashboards().stream().map(Dashboard::title))
        .containsExactlyInAnyOrder(
            "Are environments converging?",
            "What waits, and for whom?",
            "Is Fly, AWS or are we the slow part?",
            "Is anything destroying or drifting?");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void a_dashboard_reads_series_that_are_declared_in_every_panel(Dashboard dashboard) {
    assertThat(dashboard.queries()).hasSizeGreaterThanOrEqualTo(dashboard.panels().size());
    for (var query : dashboard.queries()) {
      var read = Selector.in(query.expression());
      assertThat(read).as(query.panel()).isNotEmpty();
      assertThat(read.stream().flatMap(it -> it.faults().stream())).as(query.panel()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void a_dashboards_panels_have_titles_and_places_of_their_own(Dashboard dashboard) {
    var panels = dashboard.panels();
    assertThat(panels.stream().map(it -> it.text("title").orElse("")))
        .doesNotHaveDuplicates()
        .doesNotContain("");
    assertThat(panels.stream().map(it -> it.tree("gridPos"))).doesNotHaveDuplicates();
    assertThat(panels.stream().map(it -> it.whole("id").orElse(0L))).doesNotHaveDuplicates();
  }

  /** Each dashboard is in a ConfigMap that Grafana's sidecar finds. */
  @Test
  void every_dashboard_is_shipped() throws Exception {
    var component =
        Alert.map(
            Alert.load(ProjectFiles.read(ProjectFiles.MONITORING.resolve("kustomization.yaml"))));
    var maps = Alert.list(component.get("configMapGenerator"));
    var shipped = new TreeSet<String>();
    for (Object each : maps) {
      var map = Alert.map(each);
      assertThat(Alert.map(Alert.map(map.get("options")).get("labels")).get("grafana_dashboard"))
          .isEqualTo("1");
      Alert.list(map.get("files")).forEach(file -> shipped.add(String.valueOf(file)));
    }
    assertThat(shipped)
        .containsExactlyElementsOf(
            dashboards().stream().map(it -> "dashboards/" + it.file()).toList());
  }

  private static Set<Metric> metrics(Stream<String> queries) {
    return queries
        .flatMap(query -> Selector.in(query).stream())
        .map(Selector::metric)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Metric.class)));
  }

  @Test
  void no_metric_is_declared_that_nobody_looks_at() throws Exception {
    var shown =
        metrics(
            dashboards().stream().flatMap(it -> it.queries().stream()).map(it -> it.expression()));
    var watched = metrics(alerts().stream().map(Alert::expression));

    Counts.keep(
        "metrics",
        "metrics: declared %d, in dashboards %d, in rules %d"
            .formatted(Metric.values().length, shown.size(), watched.size()));
    assertThat(shown).containsExactlyInAnyOrder(Metric.values());
  }

  private static List<?> tests() {
    return Alert.list(
        Alert.map(Alert.load(ProjectFiles.read(ProjectFiles.ALERT_TESTS))).get("tests"));
  }

  /** A test that makes it fire, and one later moment at which it does not. */
  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_is_made_to_fire_and_to_clear(Alert alert) {
    var moments =
        tests().stream()
            .flatMap(it -> Alert.list(Alert.map(it).get("alert_rule_test")).stream())
            .map(Alert::map)
            .filter(it -> alert.name().equals(it.get("alertname")))
            .map(it -> Alert.list(it.get("exp_alerts")).size())
            .toList();
    assertThat(moments).containsExactly(1, 0);
  }

  @Test
  void promtool_finds_nothing_wrong_with_the_rules_and_their_tests_pass(@TempDir Path directory)
      throws Exception {
    Files.writeString(directory.resolve("rules.yaml"), PrometheusPart.rules());
    Files.copy(ProjectFiles.ALERT_TESTS, directory.resolve("alerts.yaml"));
    String promtool = ProjectFiles.programs().resolve("promtool").toString();

    assertThat(Programs.run(directory, List.of(promtool, "check", "rules", "rules.yaml")))
        .contains("SUCCESS: " + alerts().size() + " rules found");
    Programs.run(directory, List.of(promtool, "test", "rules", "alerts.yaml"));

    Counts.keep(
        "rules",
        "alerts: %d, each made to fire and to clear by promtool: pages %d, tickets %d"
            .formatted(
                alerts().size(),
                alerts().stream().filter(it -> it.severity().equals("page")).count(),
                alerts().stream().filter(it -> it.severity().equals("ticket")).count()));
  }

  /** What the operator's handbook asks for, and who answers; OPERATIONS, Dashboards and alerts. */
  @Test
  void what_has_to_wake_somebody_does() throws IOException {
    var pages =
        alerts().stream().filter(it -> it.severity().equals("page")).map(Alert::name).toList();
    assertThat(pages)
        .containsExactlyInAnyOrder(
            "RuntimeSweepStalled",
            "RuntimeOldestDirtyTooOld",
            "RuntimeConvergenceSLOBurn",
            "RuntimeBrakeTripped",
            "RuntimeOwnedResourcesDropped",
            "RuntimeFencingRejections",
            "RuntimeAbsent",
            "RuntimeProductionDown");
  }
}
