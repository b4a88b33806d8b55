package io.runtimeservice.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.Repairs;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossesTest {

  private static RuntimeRecord lost(int machines) {
    var wanted = Wanted.preview("{}");
    return Given.converged(wanted)
        .record()
        .withProgress(
            new Progress(
                wanted.version(), Given.NOW, machines, Optional.of(Given.NOW), Repairs.NONE));
  }

  @Test
  void what_was_lost_once_is_made_again_at_once() {
    assertThat(Losses.mayTryAt(Given.converged(Wanted.preview("{}")).record())).isEmpty();
    assertThat(Losses.mayTryAt(lost(1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2, 10", "3, 20", "4, 40", "6, 160", "7, 300", "1000, 300"})
  void what_is_lost_again_and_again_is_made_again_ever_later(int losses, int seconds) {
    assertThat(Losses.mayTryAt(lost(losses))).contains(Given.NOW.plus(Duration.ofSeconds(seconds)));
  }
}
