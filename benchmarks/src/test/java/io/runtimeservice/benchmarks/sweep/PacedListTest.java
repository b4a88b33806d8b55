package io.runtimeservice.benchmarks.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.ManualTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacedListTest {

  private static final FleetCall.Machines ALL =
      new FleetCall.Machines("acme", Optional.empty(), Optional.empty());
  private static final FleetCall.Machines CHANGES =
      new FleetCall.Machines("acme", Optional.of(Instant.EPOCH), Optional.empty());
  private static final FleetCall.Apps APPS = new FleetCall.Apps("acme");

  private final ManualTime time = new ManualTime();
  private final PacedList list = new PacedList(time);

  /** When each call came to Fly, in milliseconds. */
  private final List<Long> came = new ArrayList<>();

  private final Fly fly =
      list.of(
          new Fly() {
            @Override
            public <R> Future<Answer<R>> call(FlyCall<R> call, Duration deadline) {
              came.add(Duration.ofNanos(time.nanos()).toMillis());
              return Future.failedFuture("nobody reads it");
            }
          });

  @Test
  void as_asked_nothing_waits() {
    ask(ALL, CHANGES, ALL, APPS);
    assertThat(came).containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void as_the_service_three_pages_come_at_once_and_then_one_a_second() {
    list.keep(ListPace.AS_THE_SERVICE);
    ask(ALL, ALL, ALL, ALL, ALL, APPS);
    time.advance(Duration.ofSeconds(5));
    assertThat(came).containsExactly(0L, 0L, 0L, 0L, 1000L, 2000L);
  }

  @Test
  void as_the_service_changes_are_shown_after_ten_seconds_or_when_the_pace_is_another() {
    list.keep(ListPace.AS_THE_SERVICE);
    ask(CHANGES);
    time.advance(Duration.ofSeconds(12));
    ask(CHANGES);
    time.advance(Duration.ofSeconds(1));
    list.keep(ListPace.AS_ASKED);
    assertThat(came).containsExactly(10_000L, 13_000L);
  }

  @Test
  void without_changes_pages_come_and_changes_wait_for_another_pace() {
    list.keep(ListPace.WITHOUT_CHANGES);
    ask(CHANGES, ALL);
    time.advance(Duration.ofSeconds(60));
    assertThat(came).containsExactly(0L);
    list.keep(ListPace.AS_ASKED);
    assertThat(came).containsExactly(0L, 60_000L);
  }

  private void ask(FlyCall<?>... calls) {
    for (FlyCall<?> call : calls) {
      var _ = fly.call(call, Duration.ofSeconds(20));
    }
  }
}
