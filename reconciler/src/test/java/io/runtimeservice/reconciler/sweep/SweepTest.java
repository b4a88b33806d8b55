package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.sweep.Orphan;
import io.runtimeservice.model.sweep.SweepReport;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Recorded;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {

  /** What a sweep has found is in its record with the next poll. */
  private static final Duration WRITTEN = SweepWorld.FEED_INTERVAL;

  private final SweepWorld world = new SweepWorld();
  private final Sweep sweep = world.sweep("ours");

  private EnvironmentKey put(String environment, String record) {
    var key = EnvironmentKey.of("checkout", environment);
    world.table.putEnvironment(key, Wanted.tree(record));
    return key;
  }

  private List<Recorded> settled(int many) {
    return IntStream.range(0, many).mapToObj(i -> world.settled("pr-" + i)).toList();
  }

  private void nextSweep() {
    world.time.advance(SweepWorld.INTERVAL.plus(WRITTEN));
  }

  private SweepReport last() {
    world.time.advance(WRITTEN);
    return world.record().last().orElseThrow();
  }

  private int ended(String how) {
    return world.tally.counted(Metric.SWEEPS, how);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'generation': 3}",
        "{'generation': 4, 'status': {'state': 'Ready', 'observedGeneration': 3}}",
        "{'generation': 3, 'status': {'state': 'Ready', 'observedGeneration': 4}}",
        "{'generation': 3, 'status': {'state': 'Progressing', 'observedGeneration': 3}}",
        "{'generation': 3, 'status': {'state': 'Terminating', 'observedGeneration': 3}}"
      })
  void what_is_not_at_rest_is_looked_at(String record) {
    var key = put("pr-1", record.replace('\'', '"'));
    sweep.open();
    assertThat(world.unrest).containsExactly(key);
    assertThat(last().differing()).containsExactly(Map.entry("not at rest", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'generation': 2}",
        "{'status': {'state': 'Ready', 'observedGeneration': 2}}",
        "{'status': {'state': 'Degraded', 'observedGeneration': 1}}",
        """
        {'status': {'state': 'Ready', 'observedGeneration': 1,
         'nextTryAt': '2026-12-01T09:00:00Z'}}
        """
      })
  void what_would_be_at_rest_but_for_one_thing_is_looked_at(String change) {
    var it = world.settled("pr-1");
    var changed = Wanted.tree(change.replace('\'', '"'));
    world.table.changeEnvironment(
        it.key(),
        record -> {
          var next = record;
          for (var field : changed.fields().entrySet()) {
            next = next.with(field.getKey(), field.getValue());
          }
          return next;
        });
    sweep.open();
    assertThat(world.unrest).containsExactly(it.key());
  }

  @Test
  void what_is_at_rest_is_left_alone() {
    settled(3);
    world.write(Recorded.of(EnvironmentKey.of("checkout", "gone"), "preview", "deleted"));
    sweep.open();
    assertThat(world.unrest).isEmpty();
    assertThat(world.drift).isEmpty();
    assertThat(last().isComplete()).isTrue();
    assertThat(last().differing()).isEmpty();
    assertThat(last().environments()).isEqualTo(4);
  }

  @Test
  void a_preview_whose_time_is_over_is_looked_at_until_it_is_deleted() {
    var at = ManualTime.START.plusSeconds(60);
    var it =
        Recorded.of(
            EnvironmentKey.of("checkout", "pr-1"),
            "preview",
            "running",
            "{\"expiresAt\": \"%s\"}".formatted(at));
    world.settled(it);
    sweep.open();
    assertThat(world.unrest).isEmpty();
    nextSweep();
    assertThat(world.unrest).containsExactly(it.key());
    world.write(Recorded.of(it.key(), "preview", "deleted"));
    world.apps.clear();
    world.rows.clear();
    nextSweep();
    assertThat(world.unrest).hasSize(1);
  }

  @Test
  void every_page_of_the_table_is_read() {
    world.table.setPageRows(10);
    for (int i = 0; i < 21; i++) {
      put("pr-" + i, "{}");
    }
    sweep.open();
    assertThat(world.unrest).hasSize(21).doesNotHaveDuplicates();
    assertThat(world.inventoryPages).isEqualTo(3);
  }

  @Test
  void half_a_table_is_not_believed() {
    settled(8);
    world.table.setPageRows(4);
    world.inventoryIsDown = true;
    world.rows.remove(0);
    sweep.open();
    assertThat(ended("failed")).isEqualTo(1);
    world.time.advance(WRITTEN);
    assertThat(world.record().last()).isEmpty();
    assertThat(world.drift).isEmpty();
    assertThat(world.unrest).isEmpty();
  }

  @Test
  void a_sweep_that_fails_is_made_again_soon() {
    put("pr-1", "{}");
    world.flyIsDown = true;
    sweep.open();
    assertThat(ended("failed")).isEqualTo(1);
    world.flyIsDown = false;
    world.time.advance(Sweep.RETRY.plus(WRITTEN));
    assertThat(ended("complete")).isEqualTo(1);
  }

  @Test
  void a_replica_that_cannot_read_the_sweep_record_tries_again() {
    put("pr-1", "{}");
    world.recordIsDown = true;
    sweep.open();
    assertThat(world.unrest).isEmpty();
    world.recordIsDown = false;
    world.time.advance(SweepWorld.FEED_INTERVAL);
    assertThat(world.unrest).hasSize(1);
  }

  @Test
  void it_is_made_again_and_again() {
    put("pr-1", "{}");
    sweep.open();
    world.time.advance(SweepWorld.INTERVAL.multipliedBy(10));
    assertThat(world.unrest).hasSizeBetween(10, 12);
  }

  @Test
  void after_its_end_there_is_no_other() {
    put("pr-1", "{}");
    sweep.open();
    sweep.close();
    world.time.advance(SweepWorld.INTERVAL.multipliedBy(10));
    assertThat(world.unrest).hasSize(1);
    assertThat(world.time.timers()).isZero();
    assertThat(world.record().owner()).isEmpty();
  }

  @Test
  void only_one_of_two_replicas_sweeps() {
    put("pr-1", "{}");
    var other = world.sweep("theirs");
    sweep.open();
    other.open();
    world.time.advance(SweepWorld.INTERVAL.minus(WRITTEN.multipliedBy(4)));
    assertThat(world.unrest).hasSize(1);
    assertThat(world.record().owner()).contains("ours");

    sweep.close();
    world.time.advance(SweepWorld.FEED_INTERVAL);
    assertThat(world.record().owner()).contains("theirs");
    assertThat(world.unrest).as("the other one begins with a sweep").hasSize(2);
  }

  @Test
  void another_replica_goes_on_from_where_the_first_one_asked_for_changes() {
    settled(1);
    sweep.open();
    world.time.advance(SweepWorld.FEED_INTERVAL.multipliedBy(2));
    var from = world.record().feedFrom();
    assertThat(from).isPresent();
    sweep.close();
    world.asked.clear();
    world.sweep("theirs").open();
    world.time.advance(SweepWorld.FEED_INTERVAL);
    assertThat(world.asked).containsExactly(from.orElseThrow());
  }

  @Test
  void a_sweep_that_ends_when_another_replica_leads_is_not_told_of() {
    settled(1);
    Promise<List<FlyApp>> apps = Promise.promise();
    world.fly.asks(FleetCall.Apps.class, _ -> apps.future());
    sweep.open();
    var record = world.record();
    Answers.of(
        world.table.sweepStore().replace(record.version(), record.heldBy(Optional.of("theirs"))));
    world.time.advance(SweepWorld.FEED_INTERVAL);
    apps.complete(List.of());
    world.time.advance(SweepWorld.FEED_INTERVAL);
    assertThat(world.tally.stands(Metric.SWEEP_LAST_SUCCESS)).isZero();
    assertThat(world.record().last()).isEmpty();
    assertThat(world.record().owner()).contains("theirs");
  }

  @Test
  void a_sweep_that_ends_while_its_record_is_written_is_told_of_with_the_next_write() {
    settled(1);
    Promise<List<FlyApp>> apps = Promise.promise();
    world.fly.asks(FleetCall.Apps.class, _ -> apps.future());
    sweep.open();
    world.duringWrite = () -> apps.tryComplete(List.of());
    world.time.advance(SweepWorld.FEED_INTERVAL);
    assertThat(last().environments()).isEqualTo(1);
  }

  @Test
  void what_could_not_be_written_is_told_with_the_next_write() {
    settled(1);
    sweep.open();
    world.recordIsDown = true;
    world.time.advance(SweepWorld.FEED_INTERVAL);
    world.recordIsDown = false;
    assertThat(last().environments()).isEqualTo(1);
  }

  @Test
  void what_the_feed_sees_is_told_with_what_the_last_sweep_found() {
    var it = settled(2).getFirst();
    sweep.open();
    assertThat(last().differing()).isEmpty();
    world.changed(
        ManualTime.START.plusSeconds(5), it.row("checkout-pr-0-m0", MachineState.DESTROYED, "v1"));
    world.time.advance(SweepWorld.FEED_INTERVAL);
    assertThat(world.drift).containsExactly(it.key());
    assertThat(last().differing()).containsExactly(Map.entry("machine missing", 1));
    assertThat(last().found())
        .containsExactly(new SweepReport.Found(it.key(), "machine checkout-pr-0-m0 (m0) is gone"));
  }

  @Test
  void what_differs_is_looked_at_and_told() {
    var all = settled(6);
    var it = all.get(2);
    world.rows.replaceAll(row ->
        row.app().equals(it.reserved().name())
            ? it.row("checkout-pr-2-m0", MachineState.STARTED, "v2")
            : row);
    sweep.open();
    assertThat(world.drift).containsExactly(it.key());
    var report = last();
    assertThat(report.differing()).containsOnlyKeys("machine changed");
    assertThat(report.found())
        .containsExactly(
            new SweepReport.Found(it.key(), "machine checkout-pr-2-m0 (m0) was changed by hand"));
  }

  @Test
  void a_machine_or_an_app_that_is_not_listed_is_missing() {
    var all = settled(8);
    world.rows.removeIf(row -> row.app().equals(all.get(1).reserved().name()));
    world.apps.remove(all.get(2).reserved().name());
    sweep.open();
    assertThat(world.drift).containsExactlyInAnyOrder(all.get(1).key(), all.get(2).key());
    assertThat(last().differing()).containsOnlyKeys("app missing", "machine missing");
  }

  @Test
  void what_another_replica_has_just_changed_is_no_drift() {
    var all = settled(6);
    var it = all.get(2);
    world.rows.replaceAll(row ->
        row.app().equals(it.reserved().name())
            ? it.row("checkout-pr-2-m0", MachineState.STARTED, "v2")
            : row);
    world.beforeLoad =
        () -> {
          var slot = it.runtime().applied().machines().firstKey();
          var now = new Applied.InSlot(new MachineId("checkout-pr-2-m0"), "v2");
          world.write(
              it.withRuntime(
                  record -> record.withApplied(record.applied().withMachine(slot, now))));
        };
    sweep.open();
    assertThat(world.drift).isEmpty();
    assertThat(last().differing()).isEmpty();
  }

  private void assertDoubted(String source, String reason, String words) {
    var before = world.record().lastComplete().map(SweepReport::at);
    world.tally.forget();
    world.drift.clear();
    nextSweep();
    var record = world.record();
    assertThat(record.last().orElseThrow().doubt().orElse("")).contains(words);
    assertThat(record.lastComplete().map(SweepReport::at)).isPresent().isEqualTo(before);
    assertThat(ended("complete")).isZero();
    assertThat(ended("doubtful")).isEqualTo(1);
    assertThat(world.tally.counted(Metric.UNTRUSTED_READS, source, reason)).isEqualTo(1);
    assertThat(world.tally.stands(Metric.SWEEP_LAST_SUCCESS)).isNaN();
    assertThat(world.drift).isEmpty();
    assertThat(record.orphans()).isEmpty();
    assertThat(world.orphans).isEmpty();
  }

  /** An app that is ours and nobody's: whoever concludes anything would find it. */
  private List<Recorded> swept() {
    var all = settled(8);
    sweep.open();
    world.time.advance(WRITTEN);
    assertThat(world.record().lastComplete()).isPresent();
    var stray = Recorded.preview(EnvironmentKey.of("checkout", "stray"));
    world.apps.add(stray.reserved().name());
    world.rows.addAll(stray.rows());
    world.deletesOrphans = true;
    return all;
  }

  @Test
  void nothing_is_concluded_from_a_list_of_machines_that_is_empty() {
    swept();
    world.rows.clear();
    assertDoubted("machines", "empty", "the list of machines is empty, and should show 8");
  }

  @Test
  void nothing_is_concluded_from_a_list_of_machines_that_has_shrunk() {
    swept();
    world.rows.subList(0, 4).clear();
    assertDoubted("machines", "shrunk", "the list of machines shows 4, and should show 8");
  }

  @Test
  void nothing_is_concluded_from_a_list_of_machines_that_leaves_a_region_out() {
    swept();
    world.rows.removeFirst();
    world.errorRegions = Set.of("ams");
    assertDoubted("machines", "region_missing", "leaves out ams");
  }

  @Test
  void nothing_is_concluded_from_a_list_of_apps_that_is_empty_or_has_shrunk() {
    var all = swept();
    all.subList(0, 4).forEach(it -> world.apps.remove(it.reserved().name()));
    assertDoubted("apps", "shrunk", "the list of apps shows 4, and should show 8");
    world.apps.clear();
    assertDoubted("apps", "empty", "the list of apps is empty");
  }

  @Test
  void nothing_is_concluded_from_a_table_that_has_shrunk_or_is_empty() {
    var all = swept();
    all.subList(0, 4).forEach(it -> world.table.removeEnvironment(it.key()));
    assertThat(world.tally.stands(Metric.PRODUCTION_DOWN)).as("of a whole table").isNotNaN();
    assertDoubted("table", "shrunk", "the table shows 4, and should show 8");
    assertThat(world.tally.stands(Metric.PRODUCTION_DOWN)).as("nothing is counted").isNaN();
    all.forEach(it -> world.table.removeEnvironment(it.key()));
    assertDoubted("table", "empty", "the table is empty");
  }

  @Test
  void what_a_doubtful_list_does_show_is_looked_into() {
    var all = swept();
    var it = all.getLast();
    world.errorRegions = Set.of("ams");
    world.rows.removeIf(row -> row.app().equals(it.reserved().name()));
    world.rows.add(it.row("checkout-pr-7-m0", MachineState.DESTROYED, "v1"));
    nextSweep();
    assertThat(world.drift).containsExactly(it.key());
  }

  @Test
  void orphans_are_remembered_by_the_sweep_record_from_sweep_to_sweep() {
    swept();
    nextSweep();
    var first = world.record().orphans();
    assertThat(first).hasSize(1);
    assertThat(first.getFirst().of()).contains(EnvironmentKey.of("checkout", "stray"));
    assertThat(first.getFirst().isConfirmed()).isFalse();
    world.errorRegions = Set.of("ams");
    nextSweep();
    assertThat(world.record().orphans()).as("nothing new is known").isEqualTo(first);
    world.errorRegions = Set.of();
    world.time.advance(Orphan.SECOND_SIGHTING_AFTER.plus(SweepWorld.INTERVAL));
    var second = world.record().orphans();
    assertThat(second).hasSize(1);
    assertThat(second.getFirst().firstSeen()).isEqualTo(first.getFirst().firstSeen());
    assertThat(second.getFirst().isConfirmed()).isTrue();
    assertThat(world.tally.stands(Metric.ORPHANS)).isEqualTo(1);
  }

  @Test
  void an_app_that_a_live_environment_reserves_is_no_orphan_whatever_else_names_it() {
    var it = world.settled("pr-1");
    world.write(
        it.withRuntime(record ->
            record.withNaming(
                record
                    .naming()
                    .close(Given.NOW)
                    .reserve(it.reserved().name(), it.reserved().network(), Given.NOW))));
    sweep.open();
    world.time.advance(WRITTEN);
    assertThat(world.record().orphans()).isEmpty();
    assertThat(world.orphans).isEmpty();
  }

  @Test
  void a_table_that_shows_less_for_an_hour_has_shrunk() {
    var all = swept();
    all.subList(0, 4).forEach(it -> world.table.removeEnvironment(it.key()));
    all.subList(0, 4).forEach(it -> world.table.removeRuntime(it.key()));
    nextSweep();
    assertThat(last().doubt().orElse("")).contains("the table shows 4");
    world.time.advance(Sweep.SHRUNK_BELIEVED_AFTER.plus(SweepWorld.INTERVAL));
    assertThat(last().isComplete()).isTrue();
    assertThat(world.record().lastComplete().orElseThrow().environments()).isEqualTo(4);
  }

  @Test
  void an_app_with_somebody_elses_machines_in_it_is_no_orphan_though_one_was_cloned_from_ours() {
    swept();
    var stray = Recorded.preview(EnvironmentKey.of("checkout", "stray"));
    var cloned = stray.rows().getFirst();
    world.rows.add(
        new Fleet.Row(
            cloned.app(),
            new MachineId("theirs"),
            "db",
            cloned.region(),
            cloned.state(),
            cloned.version(),
            Map.of()));
    nextSweep();
    assertThat(last().isComplete()).isTrue();
    assertThat(world.record().orphans()).isEmpty();
  }

  @Test
  void an_app_that_is_not_ours_is_no_orphan() {
    settled(1);
    world.apps.add(new FlyAppName("somebody-s"));
    sweep.open();
    assertThat(last().isComplete()).isTrue();
    assertThat(world.record().orphans()).isEmpty();
  }
}
