package io.runtimeservice.local.gateway.mapping;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code $input}: "the method request payload and parameters to be processed by a mapping template"
 * (developer guide, Variables for data transformations). What is not there is an empty string, and
 * an empty body an empty object. Public, with public methods, for Velocity's sake.
 */
public final class InputVariable {

  private final String body;
  private final Parameters parameters;

  public InputVariable(String body, Parameters parameters) {
    this.body = body;
    this.parameters = parameters;
  }

  /** {@code $input.body}: "the raw request payload as a string". */
  public String getBody() {
    return body;
  }

  /** "Evaluates a JSONPath expression and returns the results as a JSON string." */
  public String json(String path) {
    return JsonPath.parse(path).in(document()).map(Json::write).orElse("");
  }

  /** "Takes a JSONPath expression string and returns a JSON object representation". */
  public @Nullable Object path(String path) {
    return JsonPath.parse(path).in(document()).map(Natives::of).orElse("");
  }

  /** "Returns a map of all the request parameters", by {@code path}, {@code querystring} … */
  public Map<String, Map<String, String>> params() {
    return Map.of(
        "path", parameters.path(),
        "querystring", parameters.query(),
        "header", parameters.headers());
  }

  /** "The value of a method request parameter from the path, query string, or header value". */
  public String params(String name) {
    return parameters.find(name).orElse("");
  }

  private Value document() {
    if (body.isBlank()) {
      return Value.Tree.EMPTY;
    }
    try {
      return Json.read(body);
    } catch (Json.MalformedJsonException malformed) {
      throw new IllegalStateException("the payload is no JSON", malformed);
    }
  }
}
