package io.runtimeservice.reconciler.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionsTest {

  private static final Duration NANO = Duration.ofNanos(1);

  private final ManualTime time = new ManualTime();
  private final ScriptedFly fly =
      new ScriptedFly().answers(FleetCall.Regions.class, Set.of("iad", "fra"));
  private final Regions regions = new Regions(fly, time);

  private Optional<Set<String>> all() {
    return Answers.of(regions.all());
  }

  private void down() {
    fly.fails(FleetCall.Regions.class, new Failure.Unavailable(Said.FLY));
  }

  @Test
  void they_are_read_once_a_day() {
    assertThat(all()).contains(Set.of("iad", "fra"));
    time.advance(Regions.KEPT_FOR.minus(NANO));
    assertThat(all()).contains(Set.of("iad", "fra"));
    assertThat(fly.calls()).hasSize(1);
    assertThat(fly.deadlines()).containsOnly(Regions.READ_DEADLINE);
    fly.answers(FleetCall.Regions.class, Set.of("iad", "fra", "nrt"));
    time.advance(NANO);
    assertThat(all()).contains(Set.of("iad", "fra", "nrt"));
    assertThat(fly.calls()).hasSize(2);
  }

  @Test
  void those_who_ask_at_once_share_one_call() {
    Promise<Set<String>> answer = Promise.promise();
    fly.asks(FleetCall.Regions.class, _ -> answer.future());
    var first = regions.all();
    time.advance(Duration.ofHours(1));
    var second = regions.all();
    assertThat(fly.calls()).hasSize(1);
    answer.complete(Set.of("iad"));
    assertThat(Answers.of(first)).contains(Set.of("iad"));
    assertThat(Answers.of(second)).contains(Set.of("iad"));
  }

  @Test
  void a_day_counts_from_the_answer() {
    Promise<Set<String>> answer = Promise.promise();
    fly.asks(FleetCall.Regions.class, _ -> answer.future());
    regions.all();
    time.advance(Duration.ofSeconds(4));
    answer.complete(Set.of("iad"));
    time.advance(Regions.KEPT_FOR.minus(NANO));
    all();
    assertThat(fly.calls()).hasSize(1);
  }

  @Test
  void while_they_cannot_be_read_they_are_not_known_and_asked_for_now_and_then() {
    down();
    assertThat(all()).isEmpty();
    time.advance(Regions.RETRIED_AFTER.minus(NANO));
    assertThat(all()).isEmpty();
    assertThat(fly.calls()).hasSize(1);
    time.advance(NANO);
    fly.answers(FleetCall.Regions.class, Set.of("iad"));
    assertThat(all()).contains(Set.of("iad"));
    assertThat(fly.calls()).hasSize(2);
  }

  @Test
  void a_list_that_cannot_be_read_again_is_not_known_any_more() {
    all();
    down();
    time.advance(Regions.KEPT_FOR);
    assertThat(all()).isEmpty();
  }
}
