package io.runtimeservice.local;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Somebody with a browser and a terminal. */
public final class Web implements AutoCloseable {

  /** Its upgrade to HTTP/2 gets mixed up with an answer when a process stands still in between. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public HttpResponse<String> get(URI base, String path) throws Exception {
    return client.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
  }

  public Value.Tree json(URI base, String path) throws Exception {
    return tree(get(base, path).body());
  }

  /**
   * Sends a request.
   *
   * @param headers names and values, by turns
   */
  public HttpResponse<String> send(
      String method, URI base, String path, String body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(base.resolve(path)).method(method, BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /**
   * What an app answers, asked for by its Host header as {@code curl -H} does. Java's own client
   * sets that header by itself and lets nobody else.
   *
   * @return empty if nothing serves
   */
  public Optional<Value.Tree> app(int webPort, String url) throws Exception {
    try (var socket = new Socket("localhost", webPort)) {
      String request =
          "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(URI.create(url).getHost());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.startsWith("HTTP/1.1 200")
          ? Optional.of(tree(answer.substring(answer.indexOf("\r\n\r\n") + 4)))
          : Optional.empty();
    }
  }

  private static Value.Tree tree(String body) throws Json.MalformedJsonException {
    return (Value.Tree) Json.read(body);
  }

  @Override
  public void close() {
    client.close();
  }
}
