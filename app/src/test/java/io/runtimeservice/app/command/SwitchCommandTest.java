package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code runtime switch}. */
class SwitchCommandTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "pr-1");

  private final Desk desk = new Desk();

  private Switches switches() {
    return desk.shelf.control().switches();
  }

  @Test
  void alone_it_shows_all_switches_and_writes_nothing() {
    assertThat(desk.type("switch"))
        .isEqualTo(
            new Outcome(
                0,
                """
                pauseAll: off
                pauseDestructive: off
                observeOnly: off
                paused environments: none
                """,
                ""));
    assertThat(desk.shelf.writes()).isZero();
  }

  @Test
  void one_is_set_and_what_holds_now_is_shown() {
    assertThat(desk.type("switch", "pauseDestructive", "on"))
        .isEqualTo(
            new Outcome(
                0,
                """
                pauseAll: off
                pauseDestructive: on
                observeOnly: off
                paused environments: none
                last changed by ada at 2026-11-24T09:00:00Z
                every replica obeys within 5 s
                """,
                ""));
    assertThat(switches()).isEqualTo(new Switches(false, true, false, Switches.OFF.paused()));
    assertThat(desk.shelf.control().rev()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pauseAll", "pauseDestructive", "observeOnly"})
  void each_can_be_set_and_taken_back_without_touching_another(String which) {
    assertThat(desk.type("switch", which, "on").out()).containsOnlyOnce(": on\n");
    assertThat(desk.type("switch").out()).contains(which + ": on\n").containsOnlyOnce(": on\n");
    assertThat(desk.type("switch", which, "off").out()).doesNotContain(": on\n");
    assertThat(switches()).isEqualTo(Switches.OFF);
  }

  @Test
  void one_environment_is_paused_and_resumed() {
    assertThat(desk.type("switch", "pause", "checkout/pr-1").out())
        .contains("paused environments: 1\n  checkout/pr-1\n");
    assertThat(switches().paused()).containsExactly(KEY);

    assertThat(desk.type("switch", "resume", "checkout/pr-1").out())
        .contains("paused environments: none\n");
    assertThat(switches().paused()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pauseAll",
        "pauseAll yes",
        "pauseall on",
        "pause",
        "pause checkout",
        "pause checkout/pr-1 now",
        "resume Checkout/pr-1",
        "halt checkout/pr-1",
        "on pauseAll"
      })
  void wrong_words_are_a_2_and_say_what_was_expected(String words) {
    var outcome = desk.type(("switch " + words).split(" "));

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith(
            """
            expected nothing, to see all switches, or one of
              pauseAll|pauseDestructive|observeOnly on|off
              pause|resume <appId>/<environmentId>, each ^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$
            """);
    assertThat(desk.shelf.writes()).isZero();
  }

  @Test
  void more_than_can_be_read_back_are_not_paused() {
    var full = Switches.OFF;
    for (int i = 0; i < Switches.PAUSED_MAX; i++) {
      full = full.withPaused(EnvironmentKey.of("shop", "pr-" + i), true);
    }
    desk.shelf.put(Control.NONE.with(full, new Control.Change("bob", Desk.NOW)));

    assertThat(desk.type("switch", "pause", "checkout/pr-1"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "1000 environments are paused one by one, and no more can be;"
                    + " pauseAll is for all\n"));
    assertThat(switches()).isEqualTo(full);
  }

  @Test
  void the_brake_stays_as_it_is() {
    var tripped = Brake.RELEASED.tripped(new Brake.Trip(Desk.NOW, "too much"));
    desk.shelf.put(Control.NONE.with(tripped));

    assertThat(desk.type("switch", "pauseAll", "on").code()).isZero();
    assertThat(desk.shelf.control().brake()).isEqualTo(tripped);
  }

  @Test
  void a_name_that_is_long_or_not_plain_is_told_as_far_as_it_fits() {
    desk.user("a\u001b" + "b".repeat(100));
    assertThat(desk.type("switch", "pauseAll", "on").code()).isZero();
    assertThat(changedBy()).contains("a\uFFFD" + "b".repeat(61) + "…");

    desk.user(" ");
    assertThat(desk.type("switch", "pauseAll", "on").code()).isZero();
    assertThat(changedBy()).contains("unknown");
  }

  private Optional<String> changedBy() {
    return desk.shelf.control().changed().map(Control.Change::by);
  }
}
