package io.runtimeservice.simulator.fly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runtimeservice.model.port.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private final ManualTime time = new ManualTime();
  private final RateLimits limits = new RateLimits(time);

  private void take(String action, String subject) {
    limits.take(new Visit("fm2_ours", action, subject, true), "acme");
  }

  private FlyError refused(String action, String subject) {
    return catchThrowableOfType(FlyError.class, () -> take(action, subject));
  }

  @Test
  void threeAtOnceAndOneASecondForEachActionOnEachSubject() {
    for (int i = 0; i < 3; i++) {
      take("machine_start", "one");
    }
    assertThat(refused("machine_start", "one").status()).isEqualTo(429);

    take("machine_stop", "one");
    take("machine_start", "other");
    time.advance(Duration.ofSeconds(1));
    take("machine_start", "one");
    assertThat(refused("machine_start", "one").status()).isEqualTo(429);
  }

  @Test
  void notEveryRefusalSaysWhenToComeAgain() {
    for (int i = 0; i < 3; i++) {
      take("machine_create", "app");
    }
    assertThat(refused("machine_create", "app").retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(refused("machine_create", "app").retryAfter()).isEmpty();
  }
}
