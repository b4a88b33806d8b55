package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code runtime brake}. */
class BrakeCommandTest {

  private final Desk desk = new Desk();

  private static Brake.Minute minute(long ago, int count) {
    return new Brake.Minute(Desk.NOW.minus(Duration.ofMinutes(ago)), count);
  }

  private void brake(Brake brake) {
    desk.shelf.put(Control.NONE.with(brake));
  }

  @Test
  void where_nothing_was_taken_away_nothing_waits() {
    assertThat(desk.type("brake"))
        .isEqualTo(
            new Outcome(
                0,
                """
                the brake is not tripped
                taken away for good in the last 10 minutes: 0, in the last hour: 0
                nothing waits
                """,
                ""));
    assertThat(desk.shelf.writes()).isZero();
  }

  @Test
  void what_was_taken_away_is_counted_by_its_age() {
    brake(
        new Brake(
            Optional.empty(),
            List.of(minute(61, 1), minute(60, 2), minute(11, 4), minute(10, 8), minute(0, 16)),
            7));

    assertThat(desk.type("brake").out())
        .isEqualTo(
            """
            the brake is not tripped
            taken away for good in the last 10 minutes: 24, in the last hour: 30
            of what an operator released, 7 may still be taken away
            nothing waits
            """);
  }

  @Test
  void one_that_is_tripped_says_since_when_and_why_and_what_waits_production_first() {
    brake(Brake.RELEASED.tripped(new Brake.Trip(Desk.NOW, "production beyond\nthe budget")));
    desk.deleting("pr-1", "preview", "DeletionPaced");
    desk.deleting("pr-2", "preview", "BrakeTripped");
    desk.deleting("pr-3", "preview", "Deleting");
    desk.deleting("production", "production", "BrakeTripped");
    desk.environment("pr-4", "preview", "Deleted", "BrakeTripped");

    assertThat(desk.type("brake"))
        .isEqualTo(
            new Outcome(
                0,
                """
                the brake tripped at 2026-11-24T09:00:00Z: production beyond\uFFFDthe budget
                taken away for good in the last 10 minutes: 0, in the last hour: 0
                what waits: 3
                  checkout/production  production  BrakeTripped since 2026-11-24T08:00:00Z
                  checkout/pr-1  preview  DeletionPaced since 2026-11-24T08:00:00Z
                  checkout/pr-2  preview  BrakeTripped since 2026-11-24T08:00:00Z
                bin/runtime brake release says what a release would destroy
                """,
                ""));
  }

  @Test
  void all_that_wait_are_found_on_however_many_pages() {
    int many = 2 * Waiting.PAGE_ROWS + 1;
    for (int i = 0; i < many; i++) {
      desk.deleting("pr-" + i, "preview", "DeletionPaced");
    }

    assertThat(desk.type("brake").out()).contains("what waits: " + many + "\n");
  }

  @Test
  void it_takes_no_other_word_than_release() {
    var outcome = desk.type("brake", "relaese");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("relaese");
  }
}
