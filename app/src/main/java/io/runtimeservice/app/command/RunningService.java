package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** The running service, as a command on the same machine or another asks it. */
final class RunningService {

  static final String URL_VARIABLE = "RUNTIME_URL";
  static final String URL_DEFAULT = "http://localhost:8080";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String url;

  RunningService(Map<String, String> variables) {
    this.url = url(variables);
  }

  /** Where it is looked for. */
  static String url(Map<String, String> variables) {
    return variables.getOrDefault(URL_VARIABLE, URL_DEFAULT);
  }

  /**
   * Asks for a page.
   *
   * @param isPage whether an answer is that page: anybody may answer at an address
   */
  Value.Tree get(String path, Predicate<Value.Tree> isPage)
      throws CannotAnswerException, InterruptedException {
    HttpResponse<String> answer = send(path);
    Value.Tree tree = parse(answer.body());
    if (answer.statusCode() != 200) {
      throw new CannotAnswerException(
          tree.text("detail").orElse("the service answered with HTTP " + answer.statusCode()));
    }
    if (!isPage.test(tree)) {
      throw new CannotAnswerException(
          "what answers at %s is not this service (set %s if it is elsewhere)"
              .formatted(url, URL_VARIABLE));
    }
    return tree;
  }

  private HttpResponse<String> send(String path)
      throws CannotAnswerException, InterruptedException {
    try (var client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | IllegalArgumentException unreachable) {
      throw new CannotAnswerException(
          "no service answers at %s (set %s if it is elsewhere)".formatted(url, URL_VARIABLE));
    }
  }

  private static Value.Tree parse(String body) {
    try {
      return Json.read(body) instanceof Value.Tree tree ? tree : Value.Tree.EMPTY;
    } catch (Json.MalformedJsonException malformed) {
      return Value.Tree.EMPTY;
    }
  }
}
