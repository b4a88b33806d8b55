package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.simulator.fly.Refusals;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to Fly's API.
 *
 * @param path below {@code /v1}, its segments decoded
 * @param token what stands in the authorisation header, without its scheme
 * @param nonce the lease's, if it was sent
 */
record ApiRequest(
    String method,
    List<String> path,
    Map<String, String> query,
    String token,
    Optional<String> nonce,
    String body) {

  ApiRequest {
    path = List.copyOf(path);
    query = Map.copyOf(query);
  }

  boolean is(String wanted, int segments) {
    return method.equals(wanted) && path.size() == segments;
  }

  String segment(int index) {
    return index < path.size() ? path.get(index) : "";
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(it -> !it.isEmpty());
  }

  boolean isSet(String name) {
    return parameter(name).filter(it -> it.equals("true") || it.equals("1")).isPresent();
  }

  /** The body as an object; an empty one for none. */
  Value.Tree json() {
    if (body.isEmpty()) {
      return Value.Tree.EMPTY;
    }
    try {
      if (Json.read(body) instanceof Value.Tree tree) {
        return tree;
      }
    } catch (Json.MalformedJsonException e) {
      throw Refusals.invalid("request body is not valid JSON");
    }
    throw Refusals.invalid("request body is not a JSON object");
  }

  String required(String field) {
    return json()
        .text(field)
        .filter(it -> !it.isEmpty())
        .orElseThrow(() -> Refusals.invalid(field + " is required"));
  }
}
