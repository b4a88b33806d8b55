package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.port.Answers;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The watch over the event loops sees what it has to see. */
@Isolated("others would take the time that it measures")
class EventLoopsTest {

  private static final Duration LONG = EventLoops.BUDGET.multipliedBy(6);

  private final Vertx vertx = Vertx.vertx(EventLoops.options());
  private EventLoops loops;

  @BeforeEach
  void watch() {
    onLoop(() -> {});
    loops = EventLoops.of(vertx);
    Soon.pass(LONG);
  }

  @AfterEach
  void close() {
    loops.close();
    Answers.of(vertx.close());
  }

  private void onLoop(Runnable deed) {
    var done = Promise.<Void>promise();
    vertx.runOnContext(_ -> {
      deed.run();
      done.complete();
    });
    Answers.of(done.future());
  }

  @Test
  void a_loop_that_waits_is_seen() {
    onLoop(() -> Soon.pass(LONG));

    assertThat(loops.heldSince()).isNotEmpty().allSatisfy(it -> assertThat(it).contains("waits"));
  }

  @Test
  void a_loop_that_computes_is_seen() {
    onLoop(() -> {
      long end = System.nanoTime() + LONG.multipliedBy(4).toNanos();
      var number = BigInteger.TEN;
      while (System.nanoTime() < end) {
        number = number.nextProbablePrime();
      }
    });

    assertThat(loops.heldSince())
        .isNotEmpty()
        .anySatisfy(it -> assertThat(it).contains("computes"));
  }

  @Test
  void a_loop_that_has_nothing_to_do_is_not_held() {
    Soon.pass(LONG);

    assertThat(loops.heldSince()).isEmpty();
  }
}
