package io.runtimeservice.adapters.fly;

import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Telemetry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A server that answers as badly as a test wants, and our client before it. */
final class RawFly implements AutoCloseable {

  static final Duration DEADLINE = Duration.ofSeconds(5);

  /** What Fly's own ids look like. */
  static final String REQUEST_ID = "01JNRQ9VVKJ7HZFMJWJB3M3RYN-iad";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<Consumer<HttpServerRequest>> behaviour =
      new AtomicReference<>(request -> request.response().end());
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private final FlyTokenFile tokens;
  private final Fly fly;

  RawFly(String token) {
    server =
        Answers.of(
            vertx
                .createHttpServer()
                .requestHandler(request -> {
                  requests.add(request.method() + " " + request.uri());
                  authorizations.add(
                      Optional.ofNullable(request.getHeader("Authorization")).orElse(""));
                  behaviour.get().accept(request);
                })
                .listen(0, "127.0.0.1"));
    var time = new VertxTime(vertx);
    tokens = new FlyTokenFile(vertx.fileSystem(), file(token), time);
    Answers.of(tokens.open());
    fly = new FlyHttpClient(vertx, uri(server.actualPort()), tokens, time, Telemetry.NONE);
  }

  private static URI uri(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static Path file(String token) {
    try {
      Path file = Files.createTempFile("fly", "token");
      return Files.writeString(file, token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on it answers so. */
  void answers(Consumer<HttpServerRequest> how) {
    behaviour.set(how);
  }

  void answers(int status, String body) {
    answers(request ->
        request.response().setStatusCode(status).putHeader("fly-request-id", REQUEST_ID).end(body));
  }

  /** What was asked for, in order. */
  Queue<String> requests() {
    return requests;
  }

  Queue<String> authorizations() {
    return authorizations;
  }

  /** Makes a call whose answer nobody waits for. */
  void starts(FlyCall<?> call) {
    var _ = fly.call(call, DEADLINE);
  }

  <R> R done(FlyCall<R> call) {
    return answer(call).value();
  }

  <R> Fly.Answer<R> answer(FlyCall<R> call) {
    return Answers.of(fly.call(call, DEADLINE));
  }

  Failure refused(FlyCall<?> call, Duration deadline) {
    return Answers.of(
        fly.call(call, deadline).map(it -> failed(it.value())).otherwise(FailureException::of));
  }

  /** Makes a call that is to be refused, and does not wait for that. */
  CompletableFuture<Failure> refusal(FlyCall<?> call, Duration deadline) {
    return fly.call(call, deadline)
        .map(it -> failed(it.value()))
        .otherwise(FailureException::of)
        .toCompletionStage()
        .toCompletableFuture();
  }

  private static Failure failed(Object value) {
    throw new AssertionError("expected a refusal, and it was " + value);
  }

  /** A call to a port where nobody listens, and which no client is ever given for its own. */
  Failure refusedByNobody(FlyCall<?> call) {
    var nobody = new FlyHttpClient(vertx, uri(1), tokens, new VertxTime(vertx), Telemetry.NONE);
    return Answers.of(
        nobody.call(call, DEADLINE).map(it -> failed(it.value())).otherwise(FailureException::of));
  }

  @Override
  public void close() {
    tokens.close();
    Answers.of(vertx.close());
  }
}
