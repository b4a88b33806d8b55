package io.runtimeservice.adapters.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.port.Answers;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VertxTimeTest {

  private final Vertx vertx = Vertx.vertx();
  private final VertxTime time = new VertxTime(vertx);

  @AfterEach
  void close() {
    Answers.of(vertx.close());
  }

  @Test
  void an_action_runs_no_sooner_than_it_should() {
    var delay = Duration.ofNanos(2_400_000);
    var ran = Promise.<Long>promise();
    long asked = time.nanos();
    time.after(delay, () -> ran.complete(time.nanos()));
    assertThat(Answers.of(ran.future()) - asked).isGreaterThanOrEqualTo(delay.toNanos());
  }

  @Test
  void an_action_may_run_at_once() {
    var ran = Promise.<Boolean>promise();
    time.after(Duration.ZERO, () -> ran.complete(true));
    assertThat(Answers.of(ran.future())).isTrue();
    var late = Promise.<Boolean>promise();
    time.after(Duration.ofSeconds(-1), () -> late.complete(true));
    assertThat(Answers.of(late.future())).isTrue();
  }

  @Test
  void an_action_that_was_cancelled_does_not_run() {
    var order = Promise.<String>promise();
    vertx.runOnContext(_ -> {
      var first = time.after(Duration.ofMillis(1), () -> order.tryComplete("the cancelled one"));
      first.cancel();
      time.after(Duration.ofMillis(20), () -> order.tryComplete("the other one"));
      first.cancel();
    });
    assertThat(Answers.of(order.future())).isEqualTo("the other one");
  }

  @Test
  void an_action_runs_on_the_event_loop_that_asked() {
    var same = Promise.<Boolean>promise();
    var context = vertx.getOrCreateContext();
    context.runOnContext(_ ->
        time.after(
            Duration.ofMillis(1), () -> same.complete(context.equals(Vertx.currentContext()))));
    assertThat(Answers.of(same.future())).isTrue();
  }

  @Test
  void now_is_the_machines_clock_in_whole_milliseconds() {
    var before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var now = time.now();
    assertThat(now).isBetween(before, Instant.now());
    assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MILLIS));
  }
}
