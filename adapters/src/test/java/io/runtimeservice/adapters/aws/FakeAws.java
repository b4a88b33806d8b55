package io.runtimeservice.adapters.aws;

import io.runtimeservice.model.port.Answers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** An endpoint that speaks AWS' JSON protocol and answers as a test says. */
public final class FakeAws implements AutoCloseable {

  public static final String REQUEST_ID = "REQ-0001";

  /** What it answers with. */
  public sealed interface Reply {
    record Answer(int status, String body) implements Reply {}

    /** The connection breaks: the answer is lost. */
    record Reset() implements Reply {}

    /** Nothing ever comes. */
    record Silence() implements Reply {}

    /** Somebody answers who is not AWS. */
    record Strange(int status, String body) implements Reply {}

    /** It comes late. */
    record Late(Duration by, Answer answer) implements Reply {}

    /** It comes a byte at a time and never ends. */
    record Drip() implements Reply {}

    /** More is promised than comes; the connection stays open, or does not. */
    record Owing(boolean closes) implements Reply {}

    /** It has no end in sight. */
    record Flood(int megabytes) implements Reply {}
  }

  private final Vertx vertx;
  private final Queue<JsonObject> requests = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Function<JsonObject, Reply>> reply =
      new AtomicReference<>(_ -> error(500, "InternalFailure"));
  private final OpenConnections connections = new OpenConnections();
  private final AtomicLong flooded = new AtomicLong();
  private HttpServer server;
  private boolean isDown;
  private Optional<DarkPort> dark = Optional.empty();

  public FakeAws(Vertx vertx) {
    this.vertx = vertx;
    this.server = listen(0);
  }

  private HttpServer listen(int port) {
    return Answers.of(
        vertx
            .createHttpServer()
            .connectionHandler(connections::opened)
            .requestHandler(this::handle)
            .listen(port, "localhost"));
  }

  public static Reply ok(JsonObject body) {
    return new Reply.Answer(200, body.encode());
  }

  public static Reply error(int status, String code) {
    return error(status, code, "says " + code);
  }

  public static Reply error(int status, String code, String message) {
    return new Reply.Answer(
        status,
        new JsonObject()
            .put("__type", "com.amazon.coral#" + code)
            .put("message", message)
            .encode());
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.actualPort());
  }

  /** From now on it answers so. */
  public void replies(Function<JsonObject, Reply> to) {
    reply.set(to);
  }

  /** It answers with these, one after the other, and with the last one for ever. */
  public void repliesInTurn(Reply... replies) {
    var turn = new ConcurrentLinkedQueue<>(List.of(replies));
    reply.set(_ -> turn.size() > 1 ? turn.remove() : turn.element());
  }

  public List<JsonObject> requests() {
    return List.copyOf(requests);
  }

  /** How many bytes of floods were taken from it. */
  long flooded() {
    return flooded.get();
  }

  /** Answered when nobody is connected any more. */
  Future<Void> left() {
    return connections.none();
  }

  /** Nobody listens at its address any more. */
  void goesDown() {
    isDown = true;
    Answers.of(server.close());
  }

  /** Whoever comes to its address is neither let in nor turned away. */
  void goesDark() {
    goesDown();
    dark = Optional.of(new DarkPort(server.actualPort()));
  }

  /** It listens at its address again, if it did not. */
  void comesBack() {
    dark.ifPresent(DarkPort::close);
    dark = Optional.empty();
    if (isDown) {
      isDown = false;
      server = listen(server.actualPort());
    }
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          var json = body.toJsonObject();
          requests.add(json);
          answer(request, reply.get().apply(json));
        });
  }

  private void answer(HttpServerRequest request, Reply with) {
    var response = request.response();
    response.exceptionHandler(_ -> {}); // whoever asked has given up
    switch (with) {
      case Reply.Answer(int status, String text) -> as(response, status).end(text);
      case Reply.Reset() -> request.connection().close();
      case Reply.Silence() -> {}
      case Reply.Strange(int status, String text) ->
          response.setStatusCode(status).putHeader("content-type", "text/html").end(text);
      case Reply.Late(var by, var answer) ->
          vertx.setTimer(by.toMillis(), _ -> as(response, answer.status).end(answer.body));
      case Reply.Drip() -> drip(as(response, 200).setChunked(true));
      case Reply.Owing(boolean closes) ->
          as(response, 200)
              .putHeader("content-length", "1000")
              .write("{\"Item\":")
              .onSuccess(_ -> {
                if (closes) {
                  request.connection().close();
                }
              });
      case Reply.Flood(int megabytes) -> flood(as(response, 200).setChunked(true), megabytes);
    }
  }

  private static HttpServerResponse as(HttpServerResponse response, int status) {
    return response
        .setStatusCode(status)
        .putHeader("content-type", "application/x-amz-json-1.1")
        .putHeader("x-amzn-requestid", REQUEST_ID);
  }

  private void drip(HttpServerResponse response) {
    vertx.setPeriodic(20, timer -> response.write(" ").onFailure(_ -> vertx.cancelTimer(timer)));
  }

  /** The next one when the last one is taken, so that what is counted has left. */
  private void flood(HttpServerResponse response, int megabytes) {
    if (megabytes == 0) {
      response.end();
      return;
    }
    response
        .write(" ".repeat(1024 * 1024))
        .onSuccess(_ -> {
          flooded.addAndGet(1024 * 1024);
          flood(response, megabytes - 1);
        });
  }

  /** Those who are connected. */
  private static final class OpenConnections {
    private int open;
    private Promise<Void> none = Promise.promise();

    private synchronized void opened(HttpConnection connection) {
      open++;
      connection.closeHandler(_ -> closed());
    }

    private synchronized void closed() {
      if (--open == 0) {
        none.complete();
        none = Promise.promise();
      }
    }

    private synchronized Future<Void> none() {
      return open == 0 ? Future.succeededFuture() : none.future();
    }
  }

  @Override
  public void close() {
    dark.ifPresent(DarkPort::close);
    Answers.of(server.close());
  }
}
