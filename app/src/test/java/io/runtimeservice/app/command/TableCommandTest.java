package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How commands reach the table, and what they say if it cannot be reached. */
class TableCommandTest {

  private static final Evidence EVIDENCE =
      Evidence.of(Dependency.TABLE, "control.pauseAll: expected true or false");

  private final Desk desk = new Desk();

  @AfterEach
  void what_was_opened_is_closed() {
    assertThat(desk.open).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"brake", "brake release", "switch", "switch pauseAll on"})
  void without_a_table_they_refuse_and_name_the_variable(String command) {
    assertThat(desk.type(Map.of(), command.split(" ")))
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                the settings are not right:
                  RUNTIME_TABLE: expected a DynamoDB table's name; it is not set
                """));
  }

  @Test
  void what_is_no_table_s_name_is_refused_and_not_repeated() {
    assertThat(desk.type(Map.of("RUNTIME_TABLE", "hunter2/canary"), "brake"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                the settings are not right:
                  RUNTIME_TABLE: expected a DynamoDB table's name
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"brake", "brake release --yes", "switch", "switch pauseAll on"})
  void a_table_that_fails_is_a_1_and_says_why(String command) {
    desk.controls.failsWith(Desk.failure(new Failure.Unreliable(EVIDENCE)));

    assertThat(desk.type(command.split(" ")))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "the table does not answer as it should:"
                    + " control.pauseAll: expected true or false\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"brake", "brake release --yes", "switch", "switch pauseAll on"})
  void a_table_that_does_not_answer_is_a_1(String command) {
    desk.controls.fallsSilent();

    assertThat(desk.type(command.split(" ")))
        .isEqualTo(new Outcome(1, "", "the table has not answered within 1 ms\n"));
    assertThat(desk.shelf.writes()).isZero();
  }

  @Test
  void environments_that_cannot_be_listed_release_nothing() {
    desk.environments.failsWith(Desk.failure(new Failure.Unavailable(EVIDENCE)));

    var outcome = desk.type("brake", "release", "--yes");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(desk.shelf.writes()).isZero();
  }
}
