package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.control.Switches.Switch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code runtime brake release}. */
class BrakeReleaseCommandTest {

  private static final Brake.Trip TRIP = new Brake.Trip(Desk.NOW, "production beyond the budget");
  private static final Brake.Minute MINUTE = new Brake.Minute(Desk.NOW, 3);
  private static final Brake TRIPPED = new Brake(Optional.of(TRIP), List.of(MINUTE), 0);
  private static final Control.Change BY = new Control.Change("ada", Desk.NOW);

  private static final String SHOWN =
      """
      the brake tripped at 2026-11-24T09:00:00Z: production beyond the budget
      taken away for good in the last 10 minutes: 3, in the last hour: 3
      what waits: 2
        checkout/production  production  BrakeTripped since 2026-11-24T08:00:00Z
        checkout/pr-1  preview  DeletionPaced since 2026-11-24T08:00:00Z
      """;

  private final Desk desk = new Desk();

  @BeforeEach
  void two_wait_behind_the_brake() {
    desk.shelf.put(Control.NONE.with(TRIPPED));
    desk.deleting("production", "production", "BrakeTripped");
    desk.deleting("pr-1", "preview", "DeletionPaced");
  }

  @Test
  void without_yes_it_says_what_would_go_and_does_nothing() {
    assertThat(desk.type("brake", "release"))
        .isEqualTo(
            new Outcome(
                3, SHOWN + "a release destroys what waits: 2; --yes releases the brake\n", ""));
    assertThat(desk.shelf.writes()).isZero();
  }

  @Test
  void with_yes_it_is_released_for_what_waited_by_somebody_with_a_name() {
    assertThat(desk.type("brake", "release", "--yes"))
        .isEqualTo(
            new Outcome(
                0,
                SHOWN
                    + "the brake is released, and what waited is destroyed: 2;"
                    + " every replica obeys within 5 s\n",
                ""));
    assertThat(desk.shelf.control())
        .isEqualTo(
            new Control(
                Switches.OFF, new Brake(Optional.empty(), List.of(), 2), Optional.of(BY), 2));
  }

  @Test
  void one_that_is_not_tripped_needs_no_release() {
    desk.shelf.put(Control.NONE);

    var outcome = desk.type("brake", "release", "--yes");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).endsWith("there is nothing to release\n");
    assertThat(desk.shelf.writes()).isZero();
  }

  @Test
  void what_others_write_meanwhile_is_kept() {
    desk.shelf.somebodyElseWrites(it ->
        it.with(
            it.switches().with(Switch.OBSERVE_ONLY, true), new Control.Change("bob", Desk.NOW)));

    assertThat(desk.type("brake", "release", "--yes").code()).isZero();
    assertThat(desk.shelf.control().switches().observeOnly()).isTrue();
    assertThat(desk.shelf.control().brake().trip()).isEmpty();
    assertThat(desk.shelf.control().changed()).contains(BY);
  }

  /** What was shown is not what would be released. */
  @Test
  void one_that_has_tripped_anew_meanwhile_is_not_released() {
    var anew = new Brake.Trip(Desk.NOW.plusSeconds(1), "orphans beyond the budget");
    desk.shelf.somebodyElseWrites(it -> it.with(it.brake().tripped(anew)));

    var outcome = desk.type("brake", "release", "--yes");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo("the brake is not what it was any more: look again; nothing was released\n");
    assertThat(desk.shelf.control().brake().trip()).contains(anew);
  }
}
