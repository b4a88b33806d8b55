package io.runtimeservice.reconciler.lease;

import static io.runtimeservice.reconciler.lease.LeaseWatch.Verdict.FOLLOWED;
import static io.runtimeservice.reconciler.lease.LeaseWatch.Verdict.FREE;
import static io.runtimeservice.reconciler.lease.LeaseWatch.Verdict.HELD;
import static io.runtimeservice.reconciler.lease.LeaseWatch.Verdict.OURS;
import static io.runtimeservice.reconciler.lease.LeaseWatch.Verdict.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.reconciler.lease.LeaseWatch.Leave;
import io.runtimeservice.reconciler.lease.LeaseWatch.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseWatchTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("shop", "pr-1");
  private static final EnvironmentKey OTHER = EnvironmentKey.of("shop", "pr-2");
  private static final Duration DURATION = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(70);
  private static final Optional<Leave> NOTHING = Optional.empty();

  private final LeaseWatch watch = new LeaseWatch("ours", DURATION);

  /** Monotonic clocks start anywhere, also before zero. */
  private long now = Duration.ofSeconds(-31).toNanos();

  private Verdict judge(EnvironmentKey key, String owner, long version) {
    return watch.judge(key, new LeaseMark(Optional.of(owner), version, 1), NOTHING, now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void a_lease_without_an_owner_may_be_taken() {
    assertThat(watch.judge(KEY, LeaseMark.NEVER_HELD, NOTHING, now)).isEqualTo(FREE);
    assertThat(watch.judge(KEY, new LeaseMark(Optional.empty(), 7, 3), NOTHING, now))
        .isEqualTo(FREE);
    assertThat(watch.watched()).isZero();
  }

  @Test
  void our_own_lease_needs_no_waiting() {
    assertThat(judge(KEY, "ours", 7)).isEqualTo(OURS);
    assertThat(watch.watched()).isZero();
  }

  @Test
  void somebody_else_s_lease_is_held_when_it_is_first_seen_however_old_it_is() {
    assertThat(judge(KEY, "others", 7)).isEqualTo(HELD);
    assertThat(watch.watched()).isEqualTo(1);
  }

  @Test
  void it_is_stale_when_it_has_stood_still_for_its_duration_on_our_own_clock() {
    judge(KEY, "others", 7);
    pass(DURATION.minusNanos(1));
    assertThat(judge(KEY, "others", 7)).isEqualTo(HELD);
    pass(Duration.ofNanos(1));
    assertThat(judge(KEY, "others", 7)).isEqualTo(STALE);
    assertThat(judge(KEY, "others", 7)).isEqualTo(STALE);
  }

  @Test
  void a_version_that_moves_shows_that_the_holder_lives() {
    judge(KEY, "others", 7);
    pass(DURATION.minusNanos(1));
    assertThat(judge(KEY, "others", 8)).isEqualTo(HELD);
    pass(DURATION.minusNanos(1));
    assertThat(judge(KEY, "others", 8)).isEqualTo(HELD);
    pass(Duration.ofNanos(1));
    assertThat(judge(KEY, "others", 8)).isEqualTo(STALE);
  }

  @Test
  void a_version_that_moved_after_it_was_stale_is_watched_anew() {
    judge(KEY, "others", 7);
    pass(DURATION);
    assertThat(judge(KEY, "others", 8)).isEqualTo(HELD);
  }

  @Test
  void a_lease_that_was_free_in_between_is_watched_anew() {
    judge(KEY, "others", 7);
    watch.judge(KEY, new LeaseMark(Optional.empty(), 8, 1), NOTHING, now);
    assertThat(watch.watched()).isZero();
    pass(DURATION);
    assertThat(judge(KEY, "others", 7)).isEqualTo(HELD);
  }

  @Test
  void each_environment_is_watched_by_itself() {
    judge(KEY, "others", 7);
    pass(DURATION.dividedBy(2));
    judge(OTHER, "others", 7);
    pass(DURATION.dividedBy(2));
    assertThat(judge(KEY, "others", 7)).isEqualTo(STALE);
    assertThat(judge(OTHER, "others", 7)).isEqualTo(HELD);
    assertThat(watch.watched()).isEqualTo(2);
  }

  @Test
  void what_is_not_looked_at_any_more_is_forgotten() {
    judge(KEY, "others", 7);
    judge(OTHER, "others", 7);
    watch.forget(KEY);
    assertThat(watch.watched()).isEqualTo(1);
    pass(DURATION);
    assertThat(judge(KEY, "others", 7)).isEqualTo(HELD);
  }

  private Verdict followed(String by, long version, Optional<Leave> leave) {
    var mark = new LeaseMark(Optional.empty(), version, 1, Optional.of(by));
    return watch.judge(KEY, mark, leave, now);
  }

  private static Optional<Leave> leave(long statusRev) {
    return Optional.of(new Leave(PATIENCE, statusRev));
  }

  @Test
  void what_another_replica_follows_is_left_to_it_until_it_has_stood_still() {
    assertThat(followed("others", 7, leave(1))).isEqualTo(FOLLOWED);
    pass(PATIENCE.minusNanos(1));
    assertThat(followed("others", 7, leave(1))).isEqualTo(FOLLOWED);
    pass(Duration.ofNanos(1));
    assertThat(followed("others", 7, leave(1))).isEqualTo(FREE);
    assertThat(followed("others", 8, leave(1))).as("it lives").isEqualTo(FOLLOWED);
  }

  @Test
  void a_follower_that_only_tells_of_what_it_saw_lives_too() {
    followed("others", 7, leave(1));
    pass(PATIENCE.minusNanos(1));
    assertThat(followed("others", 7, leave(2))).isEqualTo(FOLLOWED);
    pass(PATIENCE.minusNanos(1));
    assertThat(followed("others", 7, leave(2))).isEqualTo(FOLLOWED);
  }

  @Test
  void what_we_follow_ourselves_or_nobody_has_to_follow_is_free() {
    assertThat(followed("ours", 7, leave(1))).isEqualTo(FREE);
    assertThat(followed("others", 7, NOTHING)).isEqualTo(FREE);
    assertThat(watch.watched()).isZero();
  }
}
