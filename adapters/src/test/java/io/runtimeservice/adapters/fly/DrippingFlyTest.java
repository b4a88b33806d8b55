package io.runtimeservice.adapters.fly;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each part of Fly's API, on a real socket, slow, dripping or answering rubbish: more calls at once
 * than there are connections end in time, and the next call is answered as ever.
 */
class DrippingFlyTest {

  private static final FlyAppName APP = new FlyAppName("app");
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  /** More than there are connections. */
  private static final int CALLS = 3 * FlyHttpClient.CONNECTIONS_MAX;

  /** Ten deadlines: those that wait for a connection wait within their own. */
  private static final Duration DONE_WITHIN = DEADLINE.multipliedBy(10);

  private static final List<FlyCall<?>> EACH =
      List.of(
          new AppCall.Get(APP),
          new AddressCall.ListAll(APP),
          new SecretCall.ListAll(APP),
          new CertificateCall.ListAll(APP),
          new MachineCall.ListAll(APP),
          new FleetCall.Apps("acme"));

  private final RawFly fly = new RawFly("fm2_token");

  @AfterEach
  void close() {
    fly.close();
  }

  /** What is the matter with it. */
  enum Ill {
    SLOW,
    DRIPPING,
    RUBBISH
  }

  private Consumer<HttpServerRequest> answering(Ill ill) {
    return request -> {
      request.response().exceptionHandler(_ -> {}); // whoever asked has given up
      switch (ill) {
        case SLOW -> {}
        case DRIPPING -> drip(request);
        case RUBBISH -> request.response().end("\u0000<html>[{");
      }
    };
  }

  /** A byte every now and then, for ever. */
  private static void drip(HttpServerRequest request) {
    var response = request.response().setChunked(true);
    response.write("[").onSuccess(_ -> dripOn(request));
  }

  private static void dripOn(HttpServerRequest request) {
    var vertx = Objects.requireNonNull(Vertx.currentContext()).owner();
    vertx.setPeriodic(
        20, timer -> request.response().write(" ").onFailure(_ -> vertx.cancelTimer(timer)));
  }

  @ParameterizedTest
  @EnumSource
  void each_call_ends_in_time_and_all_connections_are_given_back(Ill ill) {
    fly.answers(answering(ill));
    long begunNanos = System.nanoTime();
    var failures = new ArrayList<CompletableFuture<Failure>>();
    for (int i = 0; i < CALLS; i++) {
      FlyCall<?> call = EACH.get(i % EACH.size());
      failures.add(fly.refusal(call, DEADLINE));
    }
    var all = failures.stream().map(CompletableFuture::join).toList();
    var took = Duration.ofNanos(System.nanoTime() - begunNanos);

    assertThat(all).hasSize(CALLS).allMatch(Failure.Unavailable.class::isInstance);
    assertThat(took).isLessThan(DONE_WITHIN);
    fly.answers(200, "[]");
    assertThat(fly.done(new MachineCall.ListAll(APP))).isEmpty();
    System.out.printf("Fly's API %s on a socket: calls %d, lost: 0, in %s%n", ill, CALLS, took);
  }

  /** The circuit of one part is not another's: the client itself knows no circuit. */
  @Test
  void a_part_that_drips_does_not_take_the_answers_of_another() {
    fly.answers(request -> {
      if (request.uri().contains("certificates")) {
        drip(request);
      } else {
        request.response().end("[]");
      }
    });
    var dripping =
        Stream.generate(() -> fly.refusal(new CertificateCall.ListAll(APP), DEADLINE))
            .limit(FlyHttpClient.CONNECTIONS_MAX / 2)
            .toList();

    assertThat(fly.done(new MachineCall.ListAll(APP))).isEmpty();
    assertThat(dripping.stream().map(CompletableFuture::join))
        .allMatch(Failure.Unavailable.class::isInstance);
  }
}
