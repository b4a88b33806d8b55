package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.app.fixture.Sweeps;
import io.runtimeservice.model.sweep.Orphan;
import io.runtimeservice.model.sweep.SweepRecord;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code runtime orphans}. */
class OrphansCommandTest {

  private final SmallService service = new SmallService();
  private final Terminal terminal = Terminal.of(service);

  @AfterEach
  void close() {
    service.close();
  }

  private void swept(SweepRecord record) {
    service.sweep(record);
  }

  @Test
  void each_is_told_with_its_environment_its_age_and_what_to_do() {
    swept(Sweeps.after(List.of(Sweeps.KNOWN, Sweeps.UNKNOWN), Sweeps.CALM));

    assertThat(terminal.type("orphans"))
        .isEqualTo(
            new Outcome(
                0,
                """
                the last sweep that saw everything ended at 2026-11-24T09:00:00Z
                checkout-pr-9-x  of checkout/pr-9, since 2026-11-24T09:00:00Z. If nobody needs it, delete it: fly apps destroy checkout-pr-9-x, or let the service do it with RUNTIME_ORPHANS=delete.
                nobodys-x  of an environment that is not known, since 2026-11-24T09:00:00Z. If nobody needs it, delete it: fly apps destroy nobodys-x, or let the service do it with RUNTIME_ORPHANS=delete.
                """,
                ""));
  }

  @Test
  void one_that_was_seen_but_once_may_be_an_app_that_is_being_made() {
    var once =
        new Orphan(
            Sweeps.KNOWN.app(),
            Sweeps.KNOWN.of(),
            Sweeps.KNOWN.firstSeen(),
            Sweeps.KNOWN.firstSeen());
    swept(Sweeps.after(List.of(once), Sweeps.CALM));

    assertThat(terminal.type("orphans").out())
        .contains("It counts as an orphan if it is still nobody's 15 minutes after that.")
        .doesNotContain("fly apps destroy");
  }

  @Test
  void where_there_are_none_it_says_as_of_when() {
    swept(Sweeps.after(List.of(), Sweeps.CALM, Sweeps.DOUBTFUL));

    assertThat(terminal.type("orphans"))
        .isEqualTo(
            new Outcome(
                0,
                "no orphans; the last sweep that saw everything ended at 2026-11-24T09:00:00Z\n",
                ""));
  }

  @Test
  void before_a_sweep_has_seen_everything_none_is_known() {
    assertThat(terminal.type("orphans"))
        .isEqualTo(new Outcome(0, "no orphans; no sweep has seen everything yet\n", ""));
  }

  @Test
  void where_no_more_are_kept_it_says_so() {
    swept(Sweeps.after(Collections.nCopies(SweepRecord.ORPHANS_MAX, Sweeps.KNOWN), Sweeps.CALM));

    assertThat(terminal.type("orphans").out()).endsWith("(no more than 500 are kept)\n");
  }
}
