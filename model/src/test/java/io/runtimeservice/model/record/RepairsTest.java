package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepairsTest {

  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final String WHAT = "machine stopped m0";
  private static final Repairs REACHED = Repairs.NONE.withSettled(true);

  private static Repairs repaired(int times, Duration apart) {
    Repairs repairs = REACHED;
    for (int i = 0; i < times; i++) {
      repairs = repairs.with(WHAT, NOW.plus(apart.multipliedBy(i)));
    }
    return repairs;
  }

  @Test
  void the_same_is_repaired_five_times_in_an_hour_and_then_no_more() {
    var five = repaired(Repairs.TIMES_MAX, Duration.ofMinutes(10));
    assertThat(five.isQuarantined(WHAT)).isFalse();
    var six = five.with(WHAT, NOW.plus(Duration.ofMinutes(59)));
    assertThat(six.isQuarantined(WHAT)).isTrue();
    assertThat(six.counts().get(WHAT)).isEqualTo(new Repairs.Count(6, NOW));
  }

  @Test
  void what_is_repaired_less_often_is_repaired_for_ever() {
    assertThat(repaired(100, Duration.ofMinutes(13)).isQuarantined(WHAT)).isFalse();
  }

  @Test
  void an_hour_after_the_first_it_is_counted_anew() {
    var five = repaired(Repairs.TIMES_MAX, Duration.ofMinutes(10));
    var later = NOW.plus(Duration.ofHours(1));
    assertThat(five.with(WHAT, later).counts().get(WHAT)).isEqualTo(new Repairs.Count(1, later));
  }

  @Test
  void what_is_in_quarantine_stays_there_whatever_time_it_is() {
    var six = repaired(6, Duration.ofMinutes(1));
    assertThat(six.with("something else", NOW.plus(Duration.ofDays(9))).isQuarantined(WHAT))
        .isTrue();
  }

  @Test
  void different_things_are_counted_apart() {
    var five = repaired(Repairs.TIMES_MAX, Duration.ofMinutes(1));
    var other = five.with("machine stopped m1", NOW.plus(Duration.ofMinutes(5)));
    assertThat(other.isQuarantined(WHAT)).isFalse();
    assertThat(other.isQuarantined("machine stopped m1")).isFalse();
    assertThat(other.counts()).hasSize(2);
  }

  @Test
  void no_more_things_are_counted_than_can_be_wrong() {
    Repairs repairs = REACHED;
    for (int i = 0; i < Repairs.COUNTS_MAX + 10; i++) {
      repairs = repairs.with("thing " + i, NOW);
    }
    assertThat(repairs.counts()).hasSize(Repairs.COUNTS_MAX);
    assertThat(repairs.with("thing 0", NOW).counts().get("thing 0"))
        .as("those that are known are counted on")
        .isEqualTo(new Repairs.Count(2, NOW));
  }

  @Test
  void an_operator_s_look_forgets_them_and_not_that_all_was_reached() {
    assertThat(repaired(6, Duration.ofMinutes(1)).forgotten()).isEqualTo(REACHED);
    assertThat(repaired(1, Duration.ZERO).settled()).isTrue();
  }
}
