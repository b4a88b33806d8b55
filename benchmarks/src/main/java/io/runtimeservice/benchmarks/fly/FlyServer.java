package io.runtimeservice.benchmarks.fly;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * The child process: answers over HTTP/1.1, and over HTTP/2 to those who begin with it, what was
 * written down, and nothing else. It ends when its input does, so that it never outlives its
 * parent.
 */
final class FlyServer {

  private final Map<String, Buffer> answers = new HashMap<>();

  private FlyServer() {}

  /** Tells the port on its output. */
  public static void main(String[] args) throws Exception {
    var server = new FlyServer();
    server.read(Path.of(args[0]));
    System.out.println(server.listen());
    while (System.in.read() >= 0) {
      // its parent says nothing
    }
    System.exit(0);
  }

  private void read(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        answers.put(file.getFileName().toString(), Buffer.buffer(Files.readAllBytes(file)));
      }
    }
  }

  private int listen() throws ExecutionException, InterruptedException {
    return Vertx.vertx()
        .createHttpServer()
        .requestHandler(this::answer)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get()
        .actualPort();
  }

  private void answer(HttpServerRequest request) {
    String name =
        FlyAnswers.name(
            String.valueOf(request.path()),
            Optional.ofNullable(request.getParam("cursor")),
            request.getParam("updated_after") != null);
    var answer = answers.get(FlyAnswers.file(name));
    if (answer == null) {
      System.err.println("nothing is written down for " + request.method() + " " + request.uri());
      request.response().setStatusCode(404).end("{}");
      return;
    }
    request.response().putHeader("content-type", "application/json").end(answer);
  }
}
