package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.app.fixture.Sweeps;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.sweep.SweepReport;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code runtime drift}. */
class DriftCommandTest {

  private final SmallService service = new SmallService();
  private final Terminal terminal = Terminal.of(service);

  @AfterEach
  void close() {
    service.close();
  }

  private void swept(SweepReport... reports) {
    service.sweep(Sweeps.after(List.of(), reports));
  }

  @Test
  void before_the_first_sweep_it_says_so() {
    assertThat(terminal.type("drift")).isEqualTo(new Outcome(0, "no sweep has ended yet\n", ""));
  }

  @Test
  void where_nothing_differed_it_says_so() {
    swept(Sweeps.CALM);

    assertThat(terminal.type("drift"))
        .isEqualTo(
            new Outcome(
                0,
                """
                the last sweep ended at 2026-11-24T09:00:00Z, and saw environments: 12, apps: 11, machines: 14
                it counts: it saw everything
                nothing differed
                """,
                ""));
  }

  @Test
  void what_differed_is_counted_by_kind_and_named() {
    swept(Sweeps.CALM, Sweeps.DIFFERING);

    assertThat(terminal.type("drift"))
        .isEqualTo(
            new Outcome(
                0,
                """
                the last sweep ended at 2026-11-24T10:00:00Z, and saw environments: 12, apps: 11, machines: 14
                it counts: it saw everything
                digest: 2
                missing: 1
                  checkout/pr-1: machine m0 is missing
                  checkout/pr-2: machine m0 has another configuration
                """,
                ""));
  }

  @Test
  void one_that_did_not_see_everything_says_why_and_which_one_counts() {
    swept(Sweeps.CALM, Sweeps.DOUBTFUL);

    assertThat(terminal.type("drift"))
        .isEqualTo(
            new Outcome(
                0,
                """
                the last sweep ended at 2026-11-24T10:00:00Z, and saw environments: 12, apps: 11, machines: 14
                it does not count: Fly's list left out the region ams
                the last one that counts ended at 2026-11-24T09:00:00Z, and saw environments: 12, apps: 11, machines: 14
                nothing differed
                """,
                ""));
  }

  @Test
  void where_none_has_seen_everything_none_has_counted() {
    swept(Sweeps.DOUBTFUL);
    assertThat(terminal.type("drift").out()).contains("\nno sweep has counted yet\n");
  }

  @Test
  void where_more_differed_than_is_named_it_says_so() {
    var found = new SweepReport.Found(EnvironmentKey.of("checkout", "pr-1"), "line\nforged");
    swept(
        new SweepReport(
            Sweeps.TEN,
            Duration.ZERO,
            Optional.empty(),
            500,
            500,
            500,
            new TreeMap<>(Map.of("digest", 300)),
            Collections.nCopies(SweepReport.FOUND_MAX, found)));

    assertThat(terminal.type("drift").out())
        .contains("  checkout/pr-1: line\uFFFDforged\n")
        .endsWith("  (no more than 200 are named)\n");
  }

  @Test
  void a_table_that_is_down_is_a_1_and_named() {
    var evidence = Evidence.of(Dependency.TABLE, "gone");
    service.doInWorld(
        () -> service.sweeps.failsWith(new FailureException(new Failure.Unavailable(evidence))));

    for (String command : new String[] {"drift", "orphans"}) {
      assertThat(terminal.type(command))
          .isEqualTo(new Outcome(1, "", "the table does not answer as it should\n"));
    }
  }
}
