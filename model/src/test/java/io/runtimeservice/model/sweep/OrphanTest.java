package io.runtimeservice.model.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrphanTest {

  private static final Instant FIRST = Instant.parse("2026-12-01T09:00:00Z");
  private static final Orphan SEEN_ONCE =
      new Orphan(
          new FlyAppName("checkout-pr-1"),
          Optional.of(EnvironmentKey.of("checkout", "pr-1")),
          FIRST,
          FIRST);

  @ParameterizedTest
  @CsvSource({"0, false", "899, false", "900, true", "86400, true", "-60, false"})
  void it_is_one_when_it_was_seen_twice_a_quarter_of_an_hour_apart(int seconds, boolean confirmed) {
    assertThat(SEEN_ONCE.seenAgain(FIRST.plusSeconds(seconds)).isConfirmed()).isEqualTo(confirmed);
  }

  @Test
  void however_often_it_is_seen_it_was_first_seen_once() {
    var again = SEEN_ONCE.seenAgain(FIRST.plusSeconds(60)).seenAgain(FIRST.plusSeconds(120));
    assertThat(again)
        .isEqualTo(new Orphan(SEEN_ONCE.app(), SEEN_ONCE.of(), FIRST, FIRST.plusSeconds(120)));
  }
}
