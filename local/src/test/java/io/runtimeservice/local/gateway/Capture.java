package io.runtimeservice.local.gateway;

import io.runtimeservice.model.port.Answers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands in the place of SQS, takes whatever comes, and keeps what it said. */
final class Capture implements AutoCloseable {

  private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  /** A request to SQS. */
  record Sent(String path, String contentType, String form) {}

  Capture(Vertx vertx) {
    server =
        Answers.of(
            vertx
                .createHttpServer()
                .requestHandler(request ->
                    request
                        .body()
                        .onSuccess(body -> {
                          sent.add(
                              new Sent(
                                  request.uri(),
                                  String.valueOf(request.getHeader("Content-Type")),
                                  body.toString()));
                          request.response().end("<SendMessageResponse/>");
                        }))
                .listen(0, "127.0.0.1"));
  }

  URI queue() {
    return URI.create("http://localhost:%d/000000000000/marks".formatted(server.actualPort()));
  }

  /** What was sent since it was asked last. */
  List<Sent> taken() {
    var taken = new ArrayList<Sent>();
    for (var one = sent.poll(); one != null; one = sent.poll()) {
      taken.add(one);
    }
    return taken;
  }

  @Override
  public void close() {
    Answers.of(server.close());
  }
}
