package io.runtimeservice.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Canary;
import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Refusals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a setting is said by its name, with what was expected, and all at once. */
class SettingsRefusalsTest {

  /** A text that is no value of any setting. */
  private static final String WRONG = " \0 ";

  static Stream<Arguments> required() {
    return Stream.of(
        Arguments.of("RUNTIME_TABLE", "a DynamoDB table's name"),
        Arguments.of("RUNTIME_QUEUE_URL", "a queue's URL"),
        Arguments.of("FLY_ORG", "an organisation's slug"),
        Arguments.of("FLY_API_TOKEN_FILE", "a file's path"));
  }

  @ParameterizedTest
  @MethodSource("required")
  void what_has_to_be_set_and_is_not_is_refused_by_name(String name, String form) {
    assertThat(refusals(Variables.without(name)))
        .containsExactly(name + ": expected " + form + "; it is not set");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "RUNTIME_TABLE | ab | a DynamoDB table's name",
        "RUNTIME_TABLE | a/b/c | a DynamoDB table's name",
        "RUNTIME_TABLE | tische-für-alle | a DynamoDB table's name",
        "RUNTIME_QUEUE_URL | marks | a queue's URL",
        "RUNTIME_QUEUE_URL | sqs://marks | a queue's URL",
        "RUNTIME_QUEUE_URL | https:///marks | a queue's URL",
        "RUNTIME_QUEUE_URL | https://me:password@sqs/marks | a queue's URL",
        "FLY_ORG | Acme Inc. | an organisation's slug",
        "FLY_ORG | -acme | an organisation's slug",
        "FLY_FLAPS_BASE_URL | api.machines.dev | a URL without /v1",
        "FLY_FLAPS_BASE_URL | https://api.machines.dev/v1 | a URL without /v1",
        "FLY_FLAPS_BASE_URL | https://api.machines.dev/v1/ | a URL without /v1",
        "RUNTIME_SECRET_SOURCE | vault | secrets-manager or file:<directory>",
        "RUNTIME_SECRET_SOURCE | file: | secrets-manager or file:<directory>",
        "RUNTIME_SECRET_SOURCE | Secrets-Manager | secrets-manager or file:<directory>",
        "RUNTIME_INSTALLATION | Blue | 1 to 20 lower-case letters, digits and dashes",
        "RUNTIME_INSTALLATION | abcdefghijklmnopqrstu | 1 to 20 lower-case letters, digits and dashes",
        "RUNTIME_HTTP_PORT | 65536 | a port from 0 to 65535; 0 for any that is free",
        "RUNTIME_HTTP_PORT | -1 | a port from 0 to 65535; 0 for any that is free",
        "RUNTIME_HTTP_PORT | http | a port from 0 to 65535; 0 for any that is free",
        "RUNTIME_SWEEP_INTERVAL | 9999ms | a time from 10s to 1d",
        "RUNTIME_SWEEP_INTERVAL | 86401s | a time from 10s to 1d",
        "RUNTIME_SWEEP_INTERVAL | 300 | a time from 10s to 1d",
        "RUNTIME_LEASE_DURATION | 1999ms | a time from 2s to 10m",
        "RUNTIME_LEASE_DURATION | 601s | a time from 2s to 10m",
        "RUNTIME_CONCURRENCY | 0 | a whole number from 1 to 10000",
        "RUNTIME_CONCURRENCY | 10001 | a whole number from 1 to 10000",
        "RUNTIME_CONCURRENCY | 1e3 | a whole number from 1 to 10000",
        "RUNTIME_ORPHANS | repair | report or delete",
        "RUNTIME_ORPHANS | Delete | report or delete",
        "RUNTIME_DRIFT | delete | repair or report",
        "RUNTIME_DELETE_GRACE | 999ms | a time from 1s to 7d",
        "RUNTIME_DELETE_GRACE | 8d | a time from 1s to 7d",
        "RUNTIME_BRAKE_BUDGET | 100001 | a whole number from 0 to 100000",
        "RUNTIME_BRAKE_PERCENT | 101 | a whole number from 0 to 100",
        "RUNTIME_BRAKE_PERCENT | 5% | a whole number from 0 to 100",
        "RUNTIME_BRAKE_TRIP_MIN | 0 | a whole number from 1 to 100000",
        "RUNTIME_WHOLE_LOOK_INTERVAL | 59s | a time from 1m to 30d",
        "RUNTIME_WHOLE_LOOK_INTERVAL | 31d | a time from 1m to 30d",
        "RUNTIME_FLY_LIST_RATE | 1 | a rate such as 1/s burst 3",
        "RUNTIME_FLY_LIST_RATE | 0/s burst 3 | a rate such as 1/s burst 3",
        "RUNTIME_FLY_CREATE_RATE | 10/m burst 30 | a rate such as 10/s burst 30",
      })
  void what_is_not_of_the_form_is_refused_by_name(String name, String value, String form) {
    assertThat(refusals(Variables.with(name, value))).containsExactly(name + ": expected " + form);
  }

  @ParameterizedTest
  @CsvSource({
    "RUNTIME_SWEEP_INTERVAL, 10s",
    "RUNTIME_SWEEP_INTERVAL, 1d",
    "RUNTIME_LEASE_DURATION, 2s",
    "RUNTIME_LEASE_DURATION, 10m",
    "RUNTIME_CONCURRENCY, 1",
    "RUNTIME_CONCURRENCY, 10000",
    "RUNTIME_HTTP_PORT, 65535",
    "RUNTIME_DELETE_GRACE, 1s",
    "RUNTIME_DELETE_GRACE, 7d",
    "RUNTIME_BRAKE_BUDGET, 0",
    "RUNTIME_BRAKE_BUDGET, 100000",
    "RUNTIME_BRAKE_PERCENT, 0",
    "RUNTIME_BRAKE_PERCENT, 100",
    "RUNTIME_BRAKE_TRIP_MIN, 1",
    "RUNTIME_BRAKE_TRIP_MIN, 100000",
    "RUNTIME_WHOLE_LOOK_INTERVAL, 1m",
    "RUNTIME_WHOLE_LOOK_INTERVAL, 30d",
    "RUNTIME_INSTALLATION, abcdefghijklmnopqrst",
    "RUNTIME_TABLE, abc"
  })
  void the_bounds_themselves_are_allowed(String name, String value) {
    assertThat(refusals(Variables.with(name, value))).isEmpty();
  }

  /** What a manifest leaves empty was meant to be something. */
  @ParameterizedTest
  @MethodSource("names")
  void an_empty_value_is_refused_and_not_taken_for_the_default(String name) {
    assertThat(refusals(Variables.with(name, ""))).singleElement().asString().startsWith(name);
  }

  static Stream<String> names() {
    return Settings.reference().stream().map(List::getFirst);
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    var variables = new HashMap<String, String>();
    names().forEach(name -> variables.put(name, WRONG));
    assertThat(refusals(variables))
        .containsExactlyElementsOf(
            Settings.reference().stream()
                .map(row -> row.getFirst() + ": expected " + row.get(1))
                .toList());
  }

  @Test
  void of_a_process_that_was_told_nothing_all_that_is_missing_is_said() {
    assertThat(refusals(Map.of()))
        .extracting(refusal -> refusal.substring(0, refusal.indexOf(':')))
        .containsExactly("RUNTIME_TABLE", "RUNTIME_QUEUE_URL", "FLY_ORG", "FLY_API_TOKEN_FILE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RUNTIME_TABEL", "RUNTIME_", "RUNTIME_table", "RUNTIME_TABLE_", "RUNTIME_SWEEP"})
  void an_unknown_variable_of_ours_is_refused_by_name(String name) {
    assertThat(refusals(Variables.with(name, "anything")))
        .containsExactly(name + ": unknown setting");
  }

  @Test
  void unknown_variables_are_named_in_the_order_of_the_alphabet_beside_what_else_is_wrong() {
    var variables = Variables.with("RUNTIME_ZEBRA", "1");
    variables.put("RUNTIME_APE", "2");
    variables.put("RUNTIME_HTTP_PORT", "80 80");
    assertThat(refusals(variables))
        .containsExactly(
            "RUNTIME_APE: unknown setting",
            "RUNTIME_ZEBRA: unknown setting",
            "RUNTIME_HTTP_PORT: expected a port from 0 to 65535; 0 for any that is free");
  }

  @Test
  void of_very_much_that_is_wrong_a_bounded_part_is_said() {
    var variables = new HashMap<>(Variables.REQUIRED);
    for (int i = 0; i < 1000; i++) {
      variables.put("RUNTIME_UNKNOWN_" + i, "");
    }
    assertThat(refusals(variables)).hasSize(Refusals.MAX);
  }

  static Stream<Canary> canaries() {
    return LongStream.range(0, 10).mapToObj(Draws::new).map(Canary::text);
  }

  /** A token that was put into the wrong variable must not end up in a log. */
  @ParameterizedTest
  @MethodSource("canaries")
  void a_value_is_never_repeated(Canary canary) {
    var variables = new HashMap<String, String>();
    names().forEach(name -> variables.put(name, canary.value() + WRONG));
    variables.put("RUNTIME_TOKEN", canary.value());
    var reading = Settings.read(variables);
    assertThat(Readings.refusals(reading)).hasSize(Refusals.MAX);
    assertThat(canary.occursIn(reading.toString())).isFalse();
  }

  @Test
  void a_name_that_could_forge_a_line_is_shown_without_control_characters() {
    assertThat(refusals(Variables.with("RUNTIME_A\nall is well\u001b[2K", "")))
        .containsExactly("RUNTIME_A\uFFFDall is well\uFFFD[2K: unknown setting");
  }

  private static List<String> refusals(Map<String, String> variables) {
    return Readings.complaints(Settings.read(variables));
  }
}
