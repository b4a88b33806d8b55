package io.runtimeservice.reconciler.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.port.ManualTime;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SeldomTest {

  private final ManualTime time = new ManualTime();
  private final Seldom seldom = new Seldom(time, Duration.ofMinutes(1));

  @Test
  void the_first_is_said_at_once_and_the_others_once_in_an_interval_with_how_many_they_were() {
    assertThat(seldom.count(1)).isEqualTo(OptionalLong.of(1));
    for (int i = 0; i < 1000; i++) {
      assertThat(seldom.count(2)).isEmpty();
    }
    time.advance(Duration.ofSeconds(59));
    assertThat(seldom.count(1)).isEmpty();
    time.advance(Duration.ofSeconds(1));
    assertThat(seldom.count(3)).isEqualTo(OptionalLong.of(2004));
    assertThat(seldom.count(1)).isEmpty();
  }
}
