package io.runtimeservice.adapters.fly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExchangeTest {

  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(-1);
  private final int port =
      Answers.of(
              vertx
                  .createHttpServer()
                  .requestHandler(request -> {
                    arrived.incrementAndGet();
                    request.response().end("{}");
                  })
                  .listen(0, "127.0.0.1"))
          .actualPort();

  /** The clock of a process that stood still: its timers have not gone off yet. */
  private final Time time =
      new Time() {
        @Override
        public Instant now() {
          return Instant.EPOCH;
        }

        @Override
        public long nanos() {
          return nanos.get();
        }

        @Override
        public Timer after(Duration delay, Runnable action) {
          return () -> {};
        }
      };

  @AfterEach
  void close() {
    Answers.of(vertx.close());
  }

  private Future<Exchange.Received> begun() {
    return new Exchange(vertx.createHttpClient(), time, DEADLINE)
        .send(
            new RequestOptions().setMethod(HttpMethod.POST).setHost("127.0.0.1").setPort(port),
            Optional.empty());
  }

  private static Exchange.Received ended(Future<Exchange.Received> exchange) throws Exception {
    return exchange.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** On the loop, so that the connection is ready only after the clock was set. */
  private Future<Exchange.Received> afterStandingStill(Duration still) {
    return Future.future(promise ->
        vertx.runOnContext(_ -> {
          begun().onComplete(promise);
          nanos.addAndGet(still.toNanos());
        }));
  }

  @Test
  void a_connection_that_is_ready_when_the_time_is_over_is_not_used() {
    var exchange = afterStandingStill(DEADLINE);
    assertThatThrownBy(() -> ended(exchange)).hasCauseInstanceOf(Exchange.NotSentException.class);
    assertThat(arrived).hasValue(0);
  }

  @Test
  void one_that_is_ready_just_before_is() throws Exception {
    assertThat(ended(afterStandingStill(DEADLINE.minusNanos(1))).status()).isEqualTo(200);
    assertThat(arrived).hasValue(1);
  }
}
