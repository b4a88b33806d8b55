package io.runtimeservice.reconciler.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.record.Agenda;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelyTest {

  private static final Instant NOW = Given.NOW;
  private static final Duration INTERVAL = Duration.ofHours(24);
  private static final FlyAppName APP = new FlyAppName("app-1");

  private static RuntimeRecord at(Instant time, Instant dueAt) {
    var record = Given.converged(Wanted.preview("{}")).record();
    return record
        .withProgress(record.progress().orElseThrow().withLoss(time))
        .withClosing(Optional.of(Closing.of(APP, time, Optional.of(time))))
        .withAgenda(new Agenda(Optional.of(dueAt), Optional.of(time), Optional.empty()));
  }

  private static RuntimeRecord timely(RuntimeRecord record) {
    return new Timely(NOW).of(record, INTERVAL);
  }

  @Test
  void what_a_clock_wrote_that_was_a_day_ahead_counts_as_now() {
    var day = Duration.ofDays(1);
    var timely = timely(at(NOW.plus(day), NOW.plus(day).plus(INTERVAL)));
    assertThat(timely.closing()).contains(Closing.of(APP, NOW, Optional.of(NOW)));
    assertThat(timely.agenda())
        .isEqualTo(new Agenda(Optional.of(NOW.plus(INTERVAL)), Optional.of(NOW), Optional.empty()));
    assertThat(timely.progress().flatMap(it -> it.lostAt())).contains(NOW);
  }

  @Test
  void what_is_past_and_what_is_to_come_within_its_time_stays_as_it_is() {
    var past = at(NOW.minusSeconds(1), NOW.plus(INTERVAL));
    assertThat(timely(past)).isEqualTo(past);
    var almost = at(NOW.plus(Timely.TOLERANCE), NOW.plus(INTERVAL));
    assertThat(timely(almost)).isEqualTo(almost);
  }
}
