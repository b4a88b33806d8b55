package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code runtime serve}, where it cannot. */
class ServeCommandTest {

  /** So that the SDK looks nowhere for them: it reads properties as it does variables. */
  private static final Map<String, String> AWS =
      Map.of("aws.region", "us-east-1", "aws.accessKeyId", "x", "aws.secretAccessKey", "x");

  private static final Map<String, String> SETTINGS =
      Map.of(
          "RUNTIME_TABLE", "shared-table",
          "RUNTIME_QUEUE_URL", "http://localhost:1/000000000000/marks",
          "FLY_ORG", "acme",
          "FLY_API_TOKEN_FILE", "fm2_canary",
          "RUNTIME_HTTP_PORT", "0");

  @BeforeEach
  void set() {
    AWS.forEach(System::setProperty);
  }

  @AfterEach
  void unset() {
    AWS.keySet().forEach(System::clearProperty);
  }

  @Test
  void what_is_wrong_with_the_settings_is_said_line_by_line_and_is_a_2() {
    var terminal =
        new Terminal(
            Map.of(
                "RUNTIME_TABLE", "hunter2/canary",
                "RUNTIME_QUEUE_URL", "hunter2:canary",
                "FLY_ORG", "acme",
                "RUNTIME_TOKEN", "hunter2-canary"));

    assertThat(terminal.type("serve"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                the settings are not right:
                  RUNTIME_TOKEN: unknown setting
                  RUNTIME_TABLE: expected a DynamoDB table's name
                  RUNTIME_QUEUE_URL: expected a queue's URL
                  FLY_API_TOKEN_FILE: expected a file's path; it is not set
                """));
  }

  @Test
  void it_takes_no_words() {
    var outcome = new Terminal(SETTINGS).type("serve", "--port=80");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--port=80");
  }

  /** Somebody put the token itself where its file should be named. */
  @Test
  void a_service_that_does_not_start_is_a_1_says_why_and_repeats_no_token() {
    var outcome = new Terminal(SETTINGS).type("serve");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("the service did not start: ").contains("token file");
    assertThat(outcome.err()).doesNotContain("canary");
  }
}
