package io.runtimeservice.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlyDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0s,        0",
    "1ns,       1",
    "1us,       1000",
    "1µs,       1000",
    "250ms,     250000000",
    "15s,       15000000000",
    "1.5s,      1500000000",
    "90s,       90000000000",
    "1m30s,     90000000000",
    "1m0s,      60000000000",
    "1h0m0s,    3600000000000",
    "2h45m30.5s, 9930500000000",
    "100h,      360000000000000",
  })
  void a_length_is_read_however_it_is_written(String text, BigDecimal nanos) {
    assertThat(FlyDuration.nanos(text).orElseThrow()).isEqualByComparingTo(nanos);
  }

  @ParameterizedTest
  @CsvSource({"90s, 1m30s", "60s, 1m0s", "0.5s, 500ms", "1000us, 1ms", "0s, 0ns"})
  void two_ways_to_write_one_length_are_equal(String one, String other) {
    assertThat(FlyDuration.nanos(one)).isEqualTo(FlyDuration.nanos(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "15", "s", "15 s", " 15s", "-1s", "1.s", ".5s", "1e3s", "15S", "1d", "15s!", "٣s"
      })
  void anything_else_is_no_length(String text) {
    assertThat(FlyDuration.nanos(text)).isEmpty();
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void a_text_longer_than_any_is_no_length_and_is_not_gone_through() {
    assertThat(FlyDuration.nanos("1".repeat(39) + "s")).isPresent();
    assertThat(FlyDuration.nanos("1".repeat(40) + "s")).isEqualTo(Optional.empty());
    assertThat(FlyDuration.nanos("1s".repeat(1_000_000))).isEmpty();
  }
}
