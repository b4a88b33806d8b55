package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.document.Value;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A call as HTTP.
 *
 * @param path below {@code /v1}, its segments escaped
 * @param query unescaped
 */
record WireRequest(
    HttpMethod method, String path, Map<String, String> query, Optional<Value.Tree> body) {

  WireRequest {
    query = Map.copyOf(new LinkedHashMap<>(query));
  }

  static WireRequest of(HttpMethod method, String... segments) {
    var path = new StringBuilder();
    for (String segment : segments) {
      path.append('/').append(escaped(segment));
    }
    return new WireRequest(method, path.toString(), Map.of(), Optional.empty());
  }

  WireRequest with(Value.Tree json) {
    return new WireRequest(method, path, query, Optional.of(json));
  }

  WireRequest with(Map<String, String> parameters) {
    return new WireRequest(method, path, parameters, body);
  }

  String pathAndQuery() {
    return query.isEmpty()
        ? path
        : path
            + query.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> it.getKey() + "=" + escaped(it.getValue()))
                .collect(Collectors.joining("&", "?", ""));
  }

  /** A path knows no plus sign for a space, and Fly wants the asterisk of a wildcard escaped. */
  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
