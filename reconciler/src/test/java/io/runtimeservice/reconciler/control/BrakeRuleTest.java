package io.runtimeservice.reconciler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.reconciler.control.BrakeRule.Verdict;
import io.runtimeservice.reconciler.control.Destruction.Kind;
import io.runtimeservice.reconciler.plan.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BrakeRuleTest {

  /** At the beginning of a minute. */
  private static final Instant NOW = ManualTime.START;

  private static final Moment MOMENT = Moment.agreed(NOW);
  private static final Moment ALONE = new Moment(NOW, false);
  private static final BrakeRule RULE = new BrakeRule(10, 5, 20);

  private static Brake.Minute ago(int minutes, int count) {
    return new Brake.Minute(NOW.minus(Duration.ofMinutes(minutes)), count);
  }

  private static Brake taken(Brake.Minute... minutes) {
    return new Brake(Optional.empty(), List.of(minutes), 0);
  }

  private static Brake allowed(int allowance, Brake.Minute... minutes) {
    return new Brake(Optional.empty(), List.of(minutes), allowance);
  }

  private static Brake granted(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Granted.class);
    return ((Verdict.Granted) verdict).next();
  }

  private static boolean grants(Brake brake, Kind kind, int owned) {
    return RULE.judge(brake, kind, owned, MOMENT) instanceof Verdict.Granted;
  }

  private static Brake.Trip trip(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Tripped.class);
    return ((Verdict.Tripped) verdict).why();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void what_is_granted_is_counted_in_its_minute(Kind kind) {
    var first = granted(RULE.judge(Brake.RELEASED, kind, 0, MOMENT));
    assertThat(first).isEqualTo(taken(ago(0, 1)));
    var second = granted(RULE.judge(first, kind, 0, Moment.agreed(NOW.plusSeconds(59))));
    assertThat(second).isEqualTo(taken(ago(0, 2)));
    var third = granted(RULE.judge(second, kind, 0, Moment.agreed(NOW.plusSeconds(60))));
    assertThat(third).isEqualTo(taken(ago(0, 2), ago(-1, 1)));
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "100, 10", "200, 10", "220, 11", "1000, 50"})
  void so_many_or_such_a_part_may_be_taken_away_in_ten_minutes(int owned, int budget) {
    assertThat(grants(taken(ago(1, budget - 1)), Kind.ASKED, owned)).isTrue();
    assertThat(grants(taken(ago(1, budget)), Kind.ASKED, owned)).isFalse();
  }

  @Test
  void what_the_manager_asked_for_waits_until_the_oldest_minute_leaves_the_window() {
    var brake = taken(ago(9, 4), ago(2, 6));
    assertThat(RULE.judge(brake, Kind.ASKED, 0, MOMENT))
        .isEqualTo(new Verdict.Paced(Duration.ofMinutes(2), Optional.empty()));
    var later = Moment.agreed(NOW.plus(Duration.ofMinutes(2)));
    assertThat(RULE.judge(brake, Kind.ASKED, 0, later)).isInstanceOf(Verdict.Granted.class);
  }

  @Test
  void a_minute_counts_until_its_end() {
    var brake = taken(ago(11, 10));
    assertThat(grants(brake, Kind.ASKED, 0)).isTrue();
    var before = Moment.agreed(NOW.minusNanos(1));
    assertThat(RULE.judge(brake, Kind.ASKED, 0, before)).isInstanceOf(Verdict.Paced.class);
  }

  @Test
  void production_and_what_nobody_asked_for_just_now_trips_it_beyond_the_budget() {
    var brake = taken(ago(1, 10));
    var verdict = RULE.judge(brake, Kind.WEIGHTY, 100, MOMENT);
    var why = trip(verdict);
    assertThat(why.at()).isEqualTo(NOW);
    assertThat(why.because())
        .contains("taken away within 10 minutes: 10;")
        .contains("the budget of 10");
    assertThat(((Verdict.Tripped) verdict).next()).isEqualTo(brake.tripped(why));
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "80, 20", "84, 21", "1000, 250"})
  void a_quarter_of_everything_in_an_hour_trips_it_whoever_asked(int owned, int limit) {
    assertThat(grants(taken(ago(30, limit - 1)), Kind.ASKED, owned)).isTrue();
    var why = trip(RULE.judge(taken(ago(30, limit)), Kind.ASKED, owned, MOMENT));
    assertThat(why.because())
        .isEqualTo("taken away within an hour: %d, of %d that there are".formatted(limit, owned));
  }

  @Test
  void what_was_longer_ago_than_an_hour_is_forgotten() {
    assertThat(granted(RULE.judge(taken(ago(61, 500), ago(60, 19)), Kind.ASKED, 0, MOMENT)))
        .as("the minute an hour ago is not over")
        .isEqualTo(taken(ago(60, 19), ago(0, 1)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void once_it_has_tripped_it_stays_so_whatever_time_passes(Kind kind) {
    var tripped = Brake.RELEASED.tripped(new Brake.Trip(NOW, "too much"));
    var later = Moment.agreed(NOW.plus(Duration.ofDays(9)));
    assertThat(RULE.judge(tripped, kind, 1000, later))
        .isEqualTo(new Verdict.Tripped(tripped, tripped.trip().orElseThrow()));
  }

  @Test
  void what_waited_when_it_was_released_may_go_at_the_same_pace_and_trips_nothing() {
    assertThat(granted(RULE.judge(allowed(3), Kind.WEIGHTY, 0, MOMENT)))
        .isEqualTo(allowed(2, ago(0, 1)));
    assertThat(RULE.judge(allowed(3, ago(1, 10)), Kind.WEIGHTY, 0, MOMENT))
        .isInstanceOf(Verdict.Paced.class);
    assertThat(granted(RULE.judge(allowed(1, ago(30, 40)), Kind.ASKED, 0, MOMENT)).allowance())
        .isZero();
    trip(RULE.judge(allowed(0, ago(30, 40)), Kind.ASKED, 0, MOMENT));
  }

  @Test
  void nothing_is_forgotten_by_a_clock_that_is_alone_and_nobody_has_to_come_because_of_it() {
    var old = taken(ago(600, 10));
    assertThat(grants(old, Kind.ASKED, 0)).isTrue();
    assertThat(RULE.judge(old, Kind.ASKED, 0, ALONE))
        .isEqualTo(new Verdict.Paced(BrakeRule.WINDOW, Optional.empty()));
    var much = taken(ago(600, 20));
    assertThat(RULE.judge(much, Kind.ASKED, 0, ALONE))
        .isEqualTo(new Verdict.Paced(BrakeRule.CLOCK_RETRY, Optional.empty()));
    assertThat(RULE.judge(old, Kind.WEIGHTY, 0, ALONE))
        .isEqualTo(new Verdict.Paced(BrakeRule.CLOCK_RETRY, Optional.empty()));
    assertThat(granted(RULE.judge(taken(ago(600, 3)), Kind.ASKED, 0, ALONE)))
        .isEqualTo(taken(ago(600, 3), ago(0, 1)));
  }

  @Test
  void what_a_clock_that_runs_ahead_has_counted_counts_as_of_now_and_is_forgotten_in_an_hour() {
    var ahead = taken(ago(-90, 3));
    assertThat(granted(RULE.judge(ahead, Kind.ASKED, 0, MOMENT))).isEqualTo(taken(ago(0, 4)));
    assertThat(RULE.judge(taken(ago(-90, 6), ago(-91, 4)), Kind.ASKED, 0, MOMENT))
        .isEqualTo(new Verdict.Paced(Duration.ofMinutes(11), Optional.of(taken(ago(0, 10)))));
  }

  @Test
  void no_more_minutes_are_kept_than_an_hour_has() {
    var minutes = new ArrayList<Brake.Minute>();
    for (int i = Brake.MINUTES_MAX; i > 0; i--) {
      minutes.add(ago(1000 + i, 1));
    }
    var rule = new BrakeRule(1000, 5, 1000);
    var full = new Brake(Optional.empty(), minutes, 0);
    var next = granted(rule.judge(full, Kind.ASKED, 0, ALONE));
    assertThat(next.minutes()).hasSize(Brake.MINUTES_MAX);
    assertThat(next.minutes().getLast()).isEqualTo(ago(1001, 2));
  }

  @Test
  void how_much_was_taken_away_since_is_a_sum() {
    assertThat(BrakeRule.since(taken(ago(20, 5), ago(5, 3), ago(0, 2)), NOW.minusSeconds(600)))
        .isEqualTo(5);
  }
}
