package io.runtimeservice.local.board;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Reads the running service's status API. Blocks: not for an event loop. */
public final class StatusPage implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI service;

  public StatusPage(URI service) {
    this.service = service;
  }

  /** All environments; none if the service does not answer. */
  public List<Line> lines() throws InterruptedException {
    return get("/v1/environments").items("environments").stream()
        .filter(Value.Tree.class::isInstance)
        .map(Value.Tree.class::cast)
        .map(Line::of)
        .toList();
  }

  /** A page of JSON; an empty object if the service does not answer. */
  public Value.Tree get(String path) throws InterruptedException {
    var request = HttpRequest.newBuilder(service.resolve(path)).timeout(TIMEOUT).build();
    try {
      String body = client.send(request, BodyHandlers.ofString()).body();
      return Json.read(body) instanceof Value.Tree tree ? tree : Value.Tree.EMPTY;
    } catch (IOException | Json.MalformedJsonException notNow) {
      return Value.Tree.EMPTY;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
