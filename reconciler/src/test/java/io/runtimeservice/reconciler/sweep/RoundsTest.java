package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.record.Agenda;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.sweep.Orphan;
import io.runtimeservice.model.sweep.SweepReport;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundsTest {

  private static final Instant NOW = ManualTime.START;
  private static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "pr-1");

  private final SweepWorld world = new SweepWorld();

  private Rounds rounds() {
    return new Rounds(world.parts("ours"));
  }

  private EnvironmentKey preview(String environment, Instant dueAt) {
    var key = EnvironmentKey.of("checkout", environment);
    world.write(
        Recorded.preview(key)
            .withRuntime(it -> it.withAgenda(it.agenda().withWholeLookDueAt(dueAt))));
    return key;
  }

  private static SweepReport report(int owned, Optional<String> doubt) {
    return new SweepReport(
        NOW, Duration.ofSeconds(2), doubt, owned, owned, owned + 1, new TreeMap<>(), List.of());
  }

  private static Orphan orphan(String app, Duration age) {
    return new Orphan(new FlyAppName(app), Optional.of(KEY), NOW.minus(age), NOW);
  }

  private static Orphan confirmed(String app) {
    return orphan(app, Orphan.SECOND_SIGHTING_AFTER);
  }

  @Test
  void production_is_looked_at_with_every_sweep() {
    var production = EnvironmentKey.of("checkout", "production");
    world.write(
        Recorded.production(production)
            .withRuntime(it -> it.withAgenda(it.agenda().withWholeLookDueAt(NOW.plusSeconds(99)))));
    rounds().begin(world.roll());
    assertThat(world.turns).containsOnlyKeys(production);
    world.turns.clear();
    rounds().begin(world.roll());
    assertThat(world.turns).containsOnlyKeys(production);
  }

  @Test
  void previews_are_looked_at_when_they_are_due() {
    var over = preview("pr-1", NOW.minusSeconds(1));
    var due = preview("pr-2", NOW);
    preview("pr-3", NOW.plusSeconds(1));
    var never = EnvironmentKey.of("checkout", "pr-4");
    world.write(Recorded.preview(never).withRuntime(it -> it.withAgenda(Agenda.NONE)));
    rounds().begin(world.roll());
    assertThat(world.turns.keySet()).containsExactly(never, over, due);
  }

  @Test
  void what_is_not_at_rest_or_not_there_has_no_turn() {
    for (var type : List.of("preview", "production")) {
      var it = Recorded.of(EnvironmentKey.of("checkout", "none-" + type), type, "running");
      world.write(it.withRuntime(record -> record.withApplied(Applied.NOTHING)));
      var busy = Recorded.of(EnvironmentKey.of("checkout", "busy-" + type), type, "running");
      world.write(busy.withRuntime(record -> record.withLease(record.lease().granted("somebody"))));
    }
    rounds().begin(world.roll());
    assertThat(world.turns).isEmpty();
  }

  @Test
  void no_more_than_so_many_are_looked_at_with_one_sweep_those_that_wait_longest_first() {
    for (int i = 0; i < 30; i++) {
      preview("pr-" + i, NOW.minusSeconds(100 - i));
    }
    rounds().begin(world.roll());
    assertThat(world.turns).hasSize(Rounds.WHOLE_LOOKS_MIN);
    assertThat(world.turns).containsKey(EnvironmentKey.of("checkout", "pr-0"));
    assertThat(world.turns).doesNotContainKey(EnvironmentKey.of("checkout", "pr-29"));
  }

  /** 288 sweeps of 5 minutes in a day. */
  @ParameterizedTest
  @CsvSource({"0, 20", "1000, 20", "2880, 22", "100000, 696"})
  void all_have_their_turn_within_the_interval(int environments, int looks) {
    assertThat(rounds().wholeLooksMax(environments)).isEqualTo(looks);
  }

  @Test
  void where_the_interval_is_shorter_than_a_sweep_s_all_may_have_their_turn() {
    world.wholeLookInterval = Duration.ofMinutes(1);
    assertThat(rounds().wholeLooksMax(1000)).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void looks_are_spread_over_the_time_until_the_next_sweep() {
    for (int i = 0; i < 20; i++) {
      preview("pr-" + i, NOW);
    }
    rounds().begin(world.roll());
    assertThat(world.turns.values())
        .allMatch(it -> it.compareTo(Duration.ofMinutes(4)) < 0 && !it.isNegative());
    assertThat(world.turns.values().stream().distinct().count()).isGreaterThan(10);
  }

  @Test
  void an_orphan_is_only_told_of_unless_it_is_to_be_deleted() {
    var orphans = List.of(confirmed("one"));
    rounds().orphans(report(9, Optional.empty()), new Roll(), List.of(), orphans);
    assertThat(world.orphans).isEmpty();
    world.deletesOrphans = true;
    rounds().orphans(report(9, Optional.empty()), new Roll(), List.of(), orphans);
    assertThat(world.orphans).containsExactly(new FlyAppName("one"));
  }

  @Test
  void an_orphan_that_was_seen_once_may_be_an_app_that_is_just_being_made() {
    world.deletesOrphans = true;
    var fresh = orphan("one", Orphan.SECOND_SIGHTING_AFTER.minusSeconds(1));
    rounds().orphans(report(9, Optional.empty()), new Roll(), List.of(), List.of(fresh));
    assertThat(world.orphans).isEmpty();
  }

  @Test
  void where_there_are_more_orphans_than_apps_that_are_somebody_s_none_goes() {
    world.deletesOrphans = true;
    var orphans = List.of(confirmed("one"), confirmed("two"));
    rounds().orphans(report(1, Optional.empty()), new Roll(), List.of(), orphans);
    assertThat(world.orphans).isEmpty();
    rounds().orphans(report(2, Optional.empty()), new Roll(), List.of(), orphans);
    assertThat(world.orphans).hasSize(2);
  }

  @Test
  void an_app_under_a_name_that_was_given_up_goes_at_once() {
    var given = Recorded.preview(KEY);
    world.write(given.withRuntime(it -> it.withNaming(it.naming().close(Given.NOW))));
    var orphan = orphan(given.reserved().name().value(), Duration.ZERO);
    rounds().orphans(report(0, Optional.empty()), world.roll(), List.of(), List.of(orphan));
    assertThat(world.orphans).containsExactly(given.reserved().name());
  }

  @Test
  void of_a_sweep_that_has_not_seen_everything_nothing_is_concluded() {
    world.deletesOrphans = true;
    var doubtful = report(9, Optional.of("it is empty"));
    rounds().orphans(doubtful, new Roll(), List.of(), List.of(confirmed("one")));
    rounds().gauge(doubtful, 1);
    assertThat(world.orphans).isEmpty();
    assertThat(world.tally.counted(Metric.SWEEPS, "doubtful")).isEqualTo(1);
    assertThat(world.tally.counted(Metric.SWEEPS, "complete")).isZero();
    assertThat(world.tally.stands(Metric.SWEEP_LAST_SUCCESS)).isNaN();
  }

  @Test
  void what_a_sweep_has_found_is_measured_until_another_replica_sweeps() {
    rounds().gauge(report(9, Optional.empty()), 3);
    assertThat(world.tally.stands(Metric.SWEEP_LAST_SUCCESS))
        .isEqualTo((double) NOW.getEpochSecond());
    assertThat(world.tally.stands(Metric.OWNED_RESOURCES, "app")).isEqualTo(9);
    assertThat(world.tally.stands(Metric.OWNED_RESOURCES, "machine")).isEqualTo(10);
    assertThat(world.tally.stands(Metric.ORPHANS)).isEqualTo(3);
    assertThat(world.tally.timed(Metric.SWEEP_DURATION)).containsExactly(Duration.ofSeconds(2));

    rounds().forget();
    assertThat(world.tally.stands(Metric.SWEEP_LAST_SUCCESS)).isZero();
    assertThat(world.tally.stands(Metric.OWNED_RESOURCES, "app")).isZero();
    assertThat(world.tally.stands(Metric.ORPHANS)).isZero();
    assertThat(world.tally.stands(Metric.PRODUCTION_DOWN)).isZero();
  }
}
