package io.runtimeservice.reconciler.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** Monotonic clocks start anywhere, also before zero. */
  private static final long START = -77 * SECOND;

  private final TokenBucket bucket = new TokenBucket(new Rate(2, 3), 3, START);

  /** Something that is over at once. */
  private long spend(long nowNanos) {
    long wait = bucket.take(nowNanos);
    bucket.ended(nowNanos);
    return wait;
  }

  @Test
  void what_is_under_way_may_happen_at_any_time_until_its_end() {
    bucket.take(START);
    bucket.take(START);
    long later = START + 1000 * SECOND;
    assertThat(bucket.isFull(later)).isFalse();
    assertThat(spend(later)).isZero();
    assertThat(bucket.waitNanos(later)).isEqualTo(SECOND / 2);
    bucket.ended(later + SECOND);
    bucket.ended(later + SECOND);
    assertThat(spend(later + SECOND)).isZero();
    assertThat(bucket.waitNanos(later + SECOND)).isEqualTo(SECOND / 2);
    assertThat(bucket.isFull(later + SECOND + 3 * SECOND / 2)).isTrue();
  }

  @Test
  void a_new_bucket_is_full() {
    assertThat(bucket.isFull(START)).isTrue();
    assertThat(spend(START)).isZero();
    assertThat(spend(START)).isZero();
    assertThat(spend(START)).isZero();
    assertThat(spend(START)).isPositive();
  }

  @Test
  void each_token_taken_ahead_has_to_grow_first() {
    takeAll(START);
    assertThat(spend(START)).isEqualTo(SECOND / 2);
    assertThat(spend(START)).isEqualTo(SECOND);
    assertThat(spend(START + SECOND / 4)).isEqualTo(SECOND + SECOND / 4);
  }

  @Test
  void to_ask_for_the_wait_takes_nothing() {
    takeAll(START);
    assertThat(bucket.waitNanos(START)).isEqualTo(SECOND / 2);
    assertThat(bucket.waitNanos(START)).isEqualTo(SECOND / 2);
    assertThat(bucket.waitNanos(START + SECOND / 2 - 1)).isEqualTo(1);
    assertThat(bucket.waitNanos(START + SECOND / 2)).isZero();
    assertThat(spend(START)).isEqualTo(SECOND / 2);
  }

  @Test
  void a_pause_fills_it_and_no_more_than_that() {
    takeAll(START);
    takeAll(START + 1000 * SECOND);
    assertThat(bucket.waitNanos(START + 1000 * SECOND)).isEqualTo(SECOND / 2);
  }

  @Test
  void it_is_full_again_when_every_token_has_grown_back() {
    spend(START);
    assertThat(bucket.isFull(START)).isFalse();
    assertThat(bucket.isFull(START + SECOND / 2 - 1)).isFalse();
    assertThat(bucket.isFull(START + SECOND / 2)).isTrue();
    takeAll(START + SECOND);
    assertThat(bucket.isFull(START + SECOND + 3 * SECOND / 2 - 1)).isFalse();
    assertThat(bucket.isFull(START + SECOND + 3 * SECOND / 2)).isTrue();
  }

  @Test
  void a_rate_that_divides_no_second_is_rounded_to_the_slower_side() {
    assertThat(new Rate(3, 1).nanosPerToken()).isEqualTo(333_333_334L);
    assertThat(new Rate(100 / 60.0, 1).nanosPerToken()).isBetween(600_000_000L, 600_000_001L);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "-1, 1", "NaN, 1", "1, 0", "1, -3"})
  void what_never_lets_anything_through_is_no_rate(double perSecond, int burst) {
    assertThatThrownBy(() -> new Rate(perSecond, burst))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void takeAll(long now) {
    for (int i = 0; i < 3; i++) {
      assertThat(spend(now)).isZero();
    }
  }

  @Test
  void
      after_a_complaint_nothing_is_let_through_for_as_long_as_it_says_and_half_as_much_after_that() {
    bucket.complain(Duration.ofSeconds(4), START);
    assertThat(bucket.waitNanos(START)).isEqualTo(Duration.ofSeconds(4).toNanos());
    long later = START + Duration.ofSeconds(4).toNanos();
    assertThat(spend(later)).isZero();
    assertThat(bucket.waitNanos(later)).as("one a second").isEqualTo(1_000_000_000L);
    assertThat(bucket.isFull(later + Duration.ofSeconds(30).toNanos())).isFalse();
  }

  @Test
  void it_is_never_slower_than_an_eighth_and_recovers_a_step_a_minute() {
    for (int i = 0; i < 10; i++) {
      bucket.complain(Duration.ZERO, START);
    }
    long minute = TokenBucket.RECOVERY.toNanos();
    long[] steps = {4_000_000_000L, 2_000_000_000L, 1_000_000_000L, 500_000_000L};
    for (int i = 0; i < steps.length; i++) {
      long now = START + i * minute;
      for (int j = 0; j < 3; j++) {
        spend(now + minute / 2);
      }
      long wait = bucket.waitNanos(now + minute / 2);
      spend(now + minute / 2);
      assertThat(bucket.waitNanos(now + minute / 2) - wait).as("step " + i).isEqualTo(steps[i]);
    }
  }

  @Test
  void it_may_begin_with_less_than_its_burst() {
    var one = new TokenBucket(new Rate(2, 3), 1, START);
    assertThat(one.take(START)).isZero();
    assertThat(one.take(START)).isEqualTo(500_000_000L);
    var none = new TokenBucket(new Rate(2, 3), 99, START);
    assertThat(none.take(START)).isZero();
    assertThat(none.take(START)).isZero();
    assertThat(none.take(START)).isZero();
    assertThat(none.take(START)).isPositive();
  }
}
