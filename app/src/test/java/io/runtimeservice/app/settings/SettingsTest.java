package io.runtimeservice.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.settings.Settings.Dependencies;
import io.runtimeservice.app.settings.Settings.Pace;
import io.runtimeservice.app.settings.Settings.SecretStore;
import io.runtimeservice.app.settings.Settings.Sweeping;
import io.runtimeservice.app.settings.Settings.Treatment;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.reconciler.limit.FlyRates;
import io.runtimeservice.reconciler.limit.Rate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  /** Every variable, each with a value that is not its default. */
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry("RUNTIME_TABLE", "shared.table-2"),
          Map.entry("RUNTIME_QUEUE_URL", "http://localhost:9324/000000000000/marks"),
          Map.entry("FLY_ORG", "acme-2"),
          Map.entry("FLY_API_TOKEN_FILE", "/var/run/fly/token"),
          Map.entry("FLY_FLAPS_BASE_URL", "http://localhost:4280/flaps"),
          Map.entry("RUNTIME_SECRET_SOURCE", "file:/var/run/secrets/apps"),
          Map.entry("RUNTIME_INSTALLATION", "blue-2"),
          Map.entry("RUNTIME_HTTP_PORT", "0"),
          Map.entry("RUNTIME_SWEEP_INTERVAL", "90s"),
          Map.entry("RUNTIME_LEASE_DURATION", "2500ms"),
          Map.entry("RUNTIME_CONCURRENCY", "64"),
          Map.entry("RUNTIME_ORPHANS", "delete"),
          Map.entry("RUNTIME_DRIFT", "report"),
          Map.entry("RUNTIME_DELETE_GRACE", "2d"),
          Map.entry("RUNTIME_BRAKE_BUDGET", "3"),
          Map.entry("RUNTIME_BRAKE_PERCENT", "50"),
          Map.entry("RUNTIME_BRAKE_TRIP_MIN", "7"),
          Map.entry("RUNTIME_WHOLE_LOOK_INTERVAL", "12h"),
          Map.entry("RUNTIME_FLY_LIST_RATE", "0.5/s burst 2"),
          Map.entry("RUNTIME_FLY_CREATE_RATE", "25/s burst 75"));

  /** As DESIGN.md, section 4, has them. */
  @Test
  void what_is_not_set_has_its_default() {
    assertThat(Settings.read(Variables.REQUIRED))
        .isEqualTo(
            new Reading.Read<>(
                new Settings(
                    new Dependencies(
                        "runtime",
                        URI.create("https://sqs.us-east-1.amazonaws.com/123456789012/marks"),
                        "acme",
                        Path.of("/run/secrets/fly-token"),
                        URI.create("https://api.machines.dev"),
                        new SecretStore.SecretsManager()),
                    "default",
                    8080,
                    new Pace(
                        Duration.ofSeconds(30),
                        512,
                        Duration.ofMinutes(10),
                        Duration.ofHours(24),
                        new FlyRates(new Rate(1, 3), new Rate(10, 30))),
                    new Sweeping(
                        Duration.ofMinutes(5), Treatment.REPORT, Treatment.REPAIR, 10, 5, 20))));
  }

  @Test
  void what_is_set_is_taken() {
    assertThat(Settings.read(OTHERWISE))
        .isEqualTo(
            new Reading.Read<>(
                new Settings(
                    new Dependencies(
                        "shared.table-2",
                        URI.create("http://localhost:9324/000000000000/marks"),
                        "acme-2",
                        Path.of("/var/run/fly/token"),
                        URI.create("http://localhost:4280/flaps"),
                        new SecretStore.Directory(Path.of("/var/run/secrets/apps"))),
                    "blue-2",
                    0,
                    new Pace(
                        Duration.ofMillis(2500),
                        64,
                        Duration.ofDays(2),
                        Duration.ofHours(12),
                        new FlyRates(new Rate(0.5, 2), new Rate(25, 75))),
                    new Sweeping(
                        Duration.ofSeconds(90), Treatment.DELETE, Treatment.REPORT, 3, 50, 7))));
  }

  @Test
  void the_test_above_leaves_no_variable_out_and_none_at_its_default() {
    assertThat(OTHERWISE.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Settings.reference().stream().map(List::getFirst).toList());
    assertThat(defaults()).isNotEmpty();
    defaults().forEach((name, text) -> assertThat(OTHERWISE.get(name)).as(name).isNotEqualTo(text));
  }

  @Test
  void the_reference_names_every_variable_of_the_design_with_its_default() {
    assertThat(defaults())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("FLY_FLAPS_BASE_URL", "https://api.machines.dev"),
                Map.entry("RUNTIME_SECRET_SOURCE", "secrets-manager"),
                Map.entry("RUNTIME_INSTALLATION", "default"),
                Map.entry("RUNTIME_HTTP_PORT", "8080"),
                Map.entry("RUNTIME_SWEEP_INTERVAL", "5m"),
                Map.entry("RUNTIME_LEASE_DURATION", "30s"),
                Map.entry("RUNTIME_CONCURRENCY", "512"),
                Map.entry("RUNTIME_ORPHANS", "report"),
                Map.entry("RUNTIME_DRIFT", "repair"),
                Map.entry("RUNTIME_DELETE_GRACE", "10m"),
                Map.entry("RUNTIME_BRAKE_BUDGET", "10"),
                Map.entry("RUNTIME_BRAKE_PERCENT", "5"),
                Map.entry("RUNTIME_BRAKE_TRIP_MIN", "20"),
                Map.entry("RUNTIME_WHOLE_LOOK_INTERVAL", "24h"),
                Map.entry("RUNTIME_FLY_LIST_RATE", "1/s burst 3"),
                Map.entry("RUNTIME_FLY_CREATE_RATE", "10/s burst 30")));
    assertThat(Settings.reference())
        .filteredOn(row -> row.get(2).equals("required"))
        .extracting(List::getFirst)
        .containsExactlyInAnyOrderElementsOf(Variables.REQUIRED.keySet());
  }

  @Test
  void each_setting_is_declared_once_and_says_what_it_means_in_sentences() {
    assertThat(Settings.reference()).extracting(List::getFirst).doesNotHaveDuplicates();
    for (List<String> row : Settings.reference()) {
      assertThat(row).as(row.getFirst()).hasSize(4);
      assertThat(row.get(3)).as(row.getFirst()).matches("[A-Z].*[.)]").doesNotContain("\n");
    }
  }

  /** {@code bin/runtime} and its other commands read them. */
  @ParameterizedTest
  @ValueSource(strings = {"RUNTIME_URL", "RUNTIME_JAVA_OPTIONS"})
  void a_variable_that_is_meant_for_another_command_changes_nothing(String name) {
    assertThat(Settings.read(Variables.with(name, "-Xmx1g")))
        .isEqualTo(Settings.read(Variables.REQUIRED));
  }

  /** AWS' SDK reads its own; the rest of the process' environment is nobody's business. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_REGION",
        "AWS_ENDPOINT_URL_DYNAMODB",
        "AWS_ENDPOINT_URL_SQS",
        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
        "PATH",
        "FLY_REGION",
        "runtime_table",
        "XRUNTIME_TABLE",
        "RUNTIME"
      })
  void a_variable_of_somebody_else_changes_nothing(String name) {
    assertThat(Settings.read(Variables.with(name, "anything")))
        .isEqualTo(Settings.read(Variables.REQUIRED));
  }

  /** Fly's paths begin with a slash of their own. */
  @ParameterizedTest
  @ValueSource(strings = {"https://fly.example", "https://fly.example/", "https://fly.example//"})
  void a_slash_at_the_end_of_flys_address_says_nothing(String url) {
    var settings = Readings.read(Settings.read(Variables.with("FLY_FLAPS_BASE_URL", url)));
    assertThat(settings.dependencies().flyUrl()).isEqualTo(URI.create("https://fly.example"));
  }

  @Test
  void what_is_read_does_not_change_with_the_variables() {
    var variables = Variables.with("FLY_ORG", "acme");
    var settings = Readings.read(Settings.read(variables));
    variables.put("FLY_ORG", "other");
    assertThat(settings.dependencies().flyOrg()).isEqualTo("acme");
  }

  private static Map<String, String> defaults() {
    return Settings.reference().stream()
        .filter(row -> !row.get(2).equals("required"))
        .collect(Collectors.toMap(List::getFirst, row -> row.get(2)));
  }
}
