package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed wrongly is a 2, and says what was expected; help is a 0. */
class UsageTest {

  private static final String EXIT_CODES =
      """
      Exit codes: 0 done, 1 failed, 2 wrong usage, 3 (plan, brake release) there is
      something to do.
      """;

  private final Terminal terminal = new Terminal(Map.of("RUNTIME_URL", "http://localhost:1"));

  @Test
  void no_command_is_wrong_usage_and_lists_the_commands() {
    var outcome = terminal.type();
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("expected a command\n")
        .contains("Usage: runtime", "serve", "plan", "explain", "history")
        .contains("drift", "orphans", "brake", "switch")
        .contains(EXIT_CODES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plna", "PLAN", "--plan", "-x", "delete"})
  void a_command_that_there_is_not_is_wrong_usage(String word) {
    var outcome = terminal.type(word);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "explain", "history"})
  void a_question_without_an_environment_is_wrong_usage(String command) {
    var outcome = terminal.type(command);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("Missing required parameter: '<appId>/<environmentId>'\n")
        .contains("Usage: runtime " + command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkout",
        "checkout/",
        "/pr-1",
        "checkout/pr-1/plan",
        "Checkout/pr-1",
        "checkout/pr 1",
        "",
        "../..",
        "checkout/pr-1?x=1",
        "checkout/pr-1#x"
      })
  void what_names_no_environment_is_wrong_usage(String word) {
    for (String command : new String[] {"plan", "explain", "history"}) {
      var outcome = terminal.type(command, word);
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err())
          .startsWith(
              "expected <appId>/<environmentId>, each ^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$\n");
    }
  }

  @Test
  void more_than_one_environment_is_wrong_usage() {
    var outcome = terminal.type("plan", "checkout/pr-1", "checkout/pr-2");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("checkout/pr-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"drift", "orphans"})
  void a_question_about_all_takes_no_words(String command) {
    var outcome = terminal.type(command, "checkout/pr-1");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("checkout/pr-1").contains("Usage: runtime " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void help_is_printed_when_it_is_asked_for(String word) {
    var outcome = terminal.type(word);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("Usage: runtime", "serve", "plan", "explain", "history")
        .contains("drift", "orphans", "brake", "switch")
        .contains("RUNTIME_URL", "http://localhost:8080", "RUNTIME_TABLE")
        .contains(EXIT_CODES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "doctor",
        "plan",
        "explain",
        "history",
        "drift",
        "orphans",
        "brake",
        "brake release",
        "switch"
      })
  void each_command_has_help_of_its_own(String command) {
    var outcome = terminal.type((command + " --help").split(" "));
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("Usage: runtime " + command);
  }
}
