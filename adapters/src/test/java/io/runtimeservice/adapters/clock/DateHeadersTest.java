package io.runtimeservice.adapters.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateHeadersTest {

  private final ManualTime world = new ManualTime();
  private Duration ahead = Duration.ZERO;
  private final DateHeaders headers = new DateHeaders(new Ours());

  /** Our own clocks: the one that people read may be wrong. */
  private final class Ours implements Time {
    @Override
    public Instant now() {
      return world.now().plus(ahead);
    }

    @Override
    public long nanos() {
      return world.nanos();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
      return world.after(delay, action);
    }
  }

  private String now() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(world.now().atOffset(ZoneOffset.UTC));
  }

  private void bothSay() {
    headers.of(Dependency.TABLE).accept(now());
    headers.of(Dependency.FLY).accept(now());
  }

  @Test
  void nobody_agrees_who_has_not_been_heard() {
    assertThat(headers.agree()).isFalse();
    headers.of(Dependency.TABLE).accept(now());
    assertThat(headers.agree()).isFalse();
    headers.of(Dependency.FLY).accept(now());
    assertThat(headers.agree()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 302, 86_400, -3_600})
  void a_clock_that_is_minutes_off_is_on_its_own(long seconds) {
    ahead = Duration.ofSeconds(seconds);
    bothSay();
    assertThat(headers.agree()).isFalse();
  }

  @Test
  void a_jump_after_the_last_answer_shows_too() {
    bothSay();
    world.advance(Duration.ofMinutes(4));
    assertThat(headers.agree()).isTrue();
    ahead = Duration.ofDays(1);
    assertThat(headers.agree()).isFalse();
  }

  @Test
  void who_has_said_nothing_for_long_is_no_witness() {
    bothSay();
    world.advance(DateHeaders.HEARD_WITHIN.plusSeconds(1));
    assertThat(headers.agree()).isFalse();
    headers.of(Dependency.TABLE).accept(now());
    assertThat(headers.agree()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "today", "2026-12-01T09:00:00Z", "Tue, 32 Dec 2026 09:00:00 GMT"})
  void what_is_no_date_says_nothing(String header) {
    bothSay();
    headers.of(Dependency.FLY).accept(header);
    assertThat(headers.agree()).isTrue();
  }
}
