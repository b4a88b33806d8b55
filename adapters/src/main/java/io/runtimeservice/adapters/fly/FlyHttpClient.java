package io.runtimeservice.adapters.fly;

import io.runtimeservice.adapters.fly.Answers.GarbledException;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Plain;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Fly's Machines API over HTTP. Each call is made once, within its deadline; nothing is repeated
 * here, for only the caller knows whether that is harmless.
 */
public final class FlyHttpClient implements Fly {

  /**
   * Connections to Fly at once; more calls wait, and their waiting counts against the deadline.
   * Calls that wait for a machine have connections of their own, lest they hold up all others.
   */
  static final int CONNECTIONS_MAX = 64;

  /** More calls than this are not even queued. */
  static final int WAITING_MAX = 10_000;

  /**
   * A longer answer is read on another thread: it would hold up the event loop, and with it
   * everybody, for milliseconds.
   */
  static final int READ_ON_LOOP_BYTES_MAX = 64 * 1024;

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Fly's have 30; whoever stands in between may put anything in its place. */
  static final int REQUEST_ID_CHARACTERS_MAX = 64;

  private static final String USER_AGENT = "runtime-service/0.1";

  private final Vertx vertx;
  private final HttpClientAgent client;
  private final HttpClientAgent waiting;
  private final URI base;
  private final FlyTokenFile token;
  private final Time time;
  private final Telemetry telemetry;
  private final Consumer<String> dates;

  /**
   * A client.
   *
   * @param base without {@code /v1}, as flyctl's {@code FLY_FLAPS_BASE_URL}
   */
  public FlyHttpClient(Vertx vertx, URI base, FlyTokenFile token, Time time, Telemetry telemetry) {
    this(vertx, base, token, new Means(time, telemetry, _ -> {}));
  }

  /**
   * What a client is helped by.
   *
   * @param dates told the {@code Date} header of each answer
   */
  public record Means(Time time, Telemetry telemetry, Consumer<String> dates) {}

  /** A client that also tells what time Fly says it is. */
  public FlyHttpClient(Vertx vertx, URI base, FlyTokenFile token, Means means) {
    this.vertx = vertx;
    this.base = base;
    this.token = token;
    this.time = means.time();
    this.telemetry = means.telemetry();
    this.dates = means.dates();
    this.client = client(vertx, base, CONNECTIONS_MAX);
    this.waiting = client(vertx, base, MachineCall.Wait.AT_ONCE_MAX);
  }

  private static HttpClientAgent client(Vertx vertx, URI base, int connections) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
            .setSsl(base.getScheme().equals("https"))
            .setUseAlpn(base.getScheme().equals("https"))
            .setDecompressionSupported(true),
        new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(WAITING_MAX));
  }

  public Future<Void> close() {
    return Future.join(client.close(), waiting.close()).mapEmpty();
  }

  @Override
  public <R> Future<Answer<R>> call(FlyCall<R> call, Duration deadline) {
    long startedNanos = time.nanos();
    WireRequest request = Requests.of(call);
    return new Exchange(call instanceof MachineCall.Wait ? waiting : client, time, deadline)
        .send(options(request), request.body().map(tree -> Buffer.buffer(Json.write(tree))))
        .transform(sent ->
            sent.succeeded()
                ? answer(call, sent.result())
                : Future.failedFuture(failure(call, sent.cause())))
        .onComplete(_ ->
            telemetry.time(
                Metric.FLY_REQUEST_DURATION,
                Duration.ofNanos(time.nanos() - startedNanos),
                call.api().toString(),
                call.action()));
  }

  private RequestOptions options(WireRequest request) {
    var options =
        new RequestOptions()
            .setMethod(request.method())
            .setHost(base.getHost())
            .setPort(port())
            .setURI(base.getRawPath() + "/v1" + request.pathAndQuery())
            .putHeader(HttpHeaders.AUTHORIZATION, token.token().header())
            .putHeader(HttpHeaders.USER_AGENT, USER_AGENT)
            .putHeader(HttpHeaders.ACCEPT, "application/json");
    return request.body().isPresent()
        ? options.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        : options;
  }

  private int port() {
    if (base.getPort() >= 0) {
      return base.getPort();
    }
    return base.getScheme().equals("https") ? 443 : 80;
  }

  private <R> Future<Answer<R>> answer(FlyCall<R> call, Exchange.Received received) {
    count(call, code(received.status()));
    Optional.ofNullable(received.headers().get("date")).ifPresent(dates);
    var requestId = requestId(received.headers());
    if (received.status() == 429) {
      telemetry.count(Metric.FLY_RATE_LIMITED);
    }
    Callable<Answer<R>> reading = () -> read(call, received, requestId);
    return received.body().length() > READ_ON_LOOP_BYTES_MAX
        ? vertx.executeBlocking(reading, false).map(Objects::requireNonNull)
        : now(reading);
  }

  private static <R> Future<R> now(Callable<R> reading) {
    try {
      return Future.succeededFuture(reading.call());
    } catch (Exception thrown) {
      return Future.failedFuture(thrown);
    }
  }

  /** Touches nothing of this client's, for it may run on any thread. */
  private static <R> Answer<R> read(
      FlyCall<R> call, Exchange.Received received, Optional<String> requestId) {
    if (received.status() >= 300) {
      throw new FailureException(Failures.of(call, FlyRefusal.of(received, requestId)));
    }
    return switch (AnswerDocument.of(received.body(), Answers.wanted(call))) {
      case AnswerDocument.Document(Value value) -> read(call, value, requestId);
      case AnswerDocument.Unreadable(String why) -> throw unreadable(call, why, requestId);
    };
  }

  private static <R> Answer<R> read(FlyCall<R> call, Value value, Optional<String> requestId) {
    try {
      return new Answer<>(Answers.read(call, value), requestId);
    } catch (GarbledException garbled) {
      throw unreadable(call, String.valueOf(garbled.getMessage()), requestId);
    }
  }

  /** What was asked for may well have been done. */
  private static FailureException unreadable(
      FlyCall<?> call, String why, Optional<String> requestId) {
    return new FailureException(Failures.noAnswer(call, "unreadable answer: " + why, requestId));
  }

  private FailureException failure(FlyCall<?> call, Throwable thrown) {
    count(call, "none");
    String why = thrown.getClass().getSimpleName();
    return new FailureException(
        thrown instanceof Exchange.NotSentException
            ? new Failure.Unavailable(Evidence.of(Dependency.FLY, "no connection: " + why))
            : Failures.noAnswer(call, "no answer: " + why, Optional.empty()));
  }

  private void count(FlyCall<?> call, String code) {
    telemetry.count(Metric.FLY_REQUESTS, call.api().toString(), call.action(), code);
  }

  private static String code(int status) {
    return switch (status) {
      case 409, 412, 429 -> Integer.toString(status);
      default -> status < 300 ? "2xx" : status < 500 ? "4xx" : "5xx";
    };
  }

  private static Optional<String> requestId(MultiMap headers) {
    return Optional.ofNullable(headers.get("fly-request-id"))
        .map(id -> Plain.cut(id, REQUEST_ID_CHARACTERS_MAX));
  }
}
