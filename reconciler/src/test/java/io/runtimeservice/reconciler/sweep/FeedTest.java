package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.reconciler.fixture.Recorded;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeedTest {

  private static final Instant NOW = ManualTime.START;
  private static final String MACHINE = "checkout-pr-1-m0";

  private final SweepWorld world = new SweepWorld();
  private final Recorded it = world.settled("pr-1");
  private final Feed feed = new Feed(world.parts("ours"), (key, _) -> world.drift.add(key));

  private void begin() {
    feed.begin(world.roll(), Optional.of(NOW));
  }

  private void poll() {
    Answers.of(feed.poll());
  }

  private Fleet.Row stopped(String version) {
    return it.row(MACHINE, MachineState.DESTROYED, version);
  }

  /** A page after which there is always another. */
  private static Future<Fleet> endless(FleetCall.Machines call) {
    int page = call.cursor().map(Integer::parseInt).orElse(0);
    return Future.succeededFuture(
        new Fleet(
            List.of(),
            Optional.of(Integer.toString(page + 1)),
            Set.of(),
            Optional.of(NOW.plusSeconds(page))));
  }

  @Test
  void nothing_is_asked_for_before_a_sweep_has_seen_a_change() {
    poll();
    feed.begin(world.roll(), Optional.empty());
    poll();
    assertThat(world.asked).isEmpty();
    assertThat(feed.from()).isEmpty();
  }

  @Test
  void what_was_changed_behind_the_service_s_back_is_found() {
    begin();
    world.changed(NOW.plusSeconds(5), stopped("v1"));
    poll();
    assertThat(world.drift).containsExactly(it.key());
  }

  @Test
  void what_is_as_expected_costs_no_read() {
    begin();
    long reads = world.table.counts().reads();
    world.changed(NOW.plusSeconds(5), it.rows().getFirst());
    poll();
    assertThat(world.drift).isEmpty();
    assertThat(world.table.counts().reads()).isEqualTo(reads);
  }

  @Test
  void what_another_replica_has_just_changed_is_no_drift() {
    begin();
    var next =
        it.withRuntime(record ->
            record.withApplied(record.applied().withoutMachine(it.rows().getFirst().id())));
    world.table.putRuntime(it.key(), RuntimeRecordCodec.write(next.runtime()));
    world.changed(NOW.plusSeconds(5), stopped("v1"));
    poll();
    assertThat(world.drift).isEmpty();
  }

  @Test
  void what_was_made_since_the_sweep_is_looked_up_by_its_marks() {
    begin();
    var fresh = world.settled(Recorded.preview(EnvironmentKey.of("shop", "pr-9")));
    world.changed(NOW.plusSeconds(5), fresh.row("shop-pr-9-m0", MachineState.DESTROYED, "v1"));
    poll();
    assertThat(world.drift).containsExactly(fresh.key());
  }

  @Test
  void the_window_begins_a_minute_before_the_newest_change() {
    begin();
    assertThat(feed.from()).contains(NOW.minus(Feed.OVERLAP));
    world.changed(NOW.plusSeconds(30));
    poll();
    poll();
    assertThat(world.asked)
        .containsExactly(NOW.minus(Feed.OVERLAP), NOW.plusSeconds(30).minus(Feed.OVERLAP));
  }

  @Test
  void it_never_goes_back() {
    begin();
    world.changed(NOW.plusSeconds(30));
    poll();
    world.changed(NOW.minusSeconds(300));
    poll();
    assertThat(feed.from()).contains(NOW.plusSeconds(30).minus(Feed.OVERLAP));
  }

  @Test
  void what_nothing_newer_has_followed_for_long_is_not_asked_for_again() {
    begin();
    world.time.advance(Feed.SETTLED.minusNanos(1));
    poll();
    assertThat(feed.from()).contains(NOW.minus(Feed.OVERLAP));
    world.time.advance(Duration.ofNanos(1));
    poll();
    assertThat(feed.from()).contains(NOW);
  }

  @Test
  void a_change_that_was_longAgo_by_clocks_that_agree_has_been_shown() {
    Instant longAgo = NOW.minus(Feed.OVERLAP).minus(Feed.CLOCKS_DIFFER);
    feed.begin(world.roll(), Optional.of(longAgo));
    assertThat(feed.from()).contains(longAgo);
    var other = new Feed(world.parts("ours"), (key, _) -> world.drift.add(key));
    world.agreed = false;
    other.begin(world.roll(), Optional.of(longAgo));
    assertThat(other.from()).contains(longAgo.minus(Feed.OVERLAP));
  }

  @Test
  void the_window_does_not_move_past_a_poll_that_left_a_region_out() {
    begin();
    world.changes.add(
        new Fleet(
            List.of(stopped("v1")),
            Optional.empty(),
            Set.of("ams"),
            Optional.of(NOW.plusSeconds(90))));
    poll();
    assertThat(world.drift).as("what it did show is looked into").containsExactly(it.key());
    assertThat(feed.from()).contains(NOW.minus(Feed.OVERLAP));
  }

  @Test
  void what_is_shown_again_unchanged_is_judged_once() {
    begin();
    for (int i = 0; i < 3; i++) {
      world.changed(NOW.plusSeconds(5), stopped("v1"));
      poll();
    }
    assertThat(world.drift).containsExactly(it.key());
    world.changed(NOW.plusSeconds(9), stopped("v2"));
    poll();
    assertThat(world.drift).containsExactly(it.key(), it.key());
  }

  @Test
  void a_poll_that_fails_asks_for_the_same_again() {
    begin();
    world.flyIsDown = true;
    assertThat(feed.poll().failed()).isTrue();
    world.flyIsDown = false;
    world.changed(NOW.plusSeconds(90), stopped("v1"));
    world.storeIsDown = true;
    assertThat(feed.poll().failed()).isTrue();
    world.storeIsDown = false;
    world.changed(NOW.plusSeconds(90), stopped("v1"));
    poll();
    assertThat(world.asked).hasSize(3).containsOnly(NOW.minus(Feed.OVERLAP));
    assertThat(world.drift).containsExactly(it.key());
  }

  @Test
  void a_poll_reads_so_many_pages_and_goes_on_from_there_with_the_next() {
    begin();
    world.fly.forget();
    world.fly.asks(FleetCall.Machines.class, FeedTest::endless);
    poll();
    assertThat(world.fly.calls()).hasSize(Feed.PAGES_MAX);
    assertThat(feed.from()).contains(NOW.plusSeconds(Feed.PAGES_MAX - 1).minus(Feed.OVERLAP));
  }

  @Test
  void another_replica_s_position_is_gone_on_from() {
    Instant position = NOW.minusSeconds(1000);
    feed.resume(Optional.of(position));
    begin();
    poll();
    assertThat(world.asked).containsExactly(position);
  }
}
