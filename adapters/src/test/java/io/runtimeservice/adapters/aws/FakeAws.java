package io.runtimeservice.adapters.aws;

import io.runtimeservice.model.port.Answers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  }

  private final Queue<JsonObject> requests = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Function<JsonObject, Reply>> reply =
      new AtomicReference<>(_ -> error(500, "InternalFailure"));
  private final HttpServer server;

  public FakeAws(Vertx vertx) {
    server =
        Answers.of(vertx.createHttpServer().requestHandler(this::handle).listen(0, "localhost"));
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

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          var json = body.toJsonObject();
          requests.add(json);
          switch (reply.get().apply(json)) {
            case Reply.Answer(int status, String text) ->
                request
                    .response()
                    .setStatusCode(status)
                    .putHeader("content-type", "application/x-amz-json-1.1")
                    .putHeader("x-amzn-requestid", REQUEST_ID)
                    .end(text);
            case Reply.Reset() -> request.connection().close();
            case Reply.Silence() -> {}
          }
        });
  }

  @Override
  public void close() {
    Answers.of(server.close());
  }
}
