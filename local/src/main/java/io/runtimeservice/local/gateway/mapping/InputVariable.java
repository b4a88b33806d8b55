package io.runtimeservice.local.gateway.mapping;

import java.util.Map;

/**
 * {@code $input}: "the method request payload and parameters to be processed by a mapping template"
 * (developer guide, Variables for data transformations), of which no template of ours looks at the
 * payload. Public, with public methods, for Velocity's sake.
 */
public final class InputVariable {

  private final Parameters parameters;

  public InputVariable(Parameters parameters) {
    this.parameters = parameters;
  }

  /** "Returns a map of all the request parameters", by {@code path}, {@code querystring} … */
  public Map<String, Map<String, String>> params() {
    return Map.of(
        "path", parameters.path(),
        "querystring", parameters.query(),
        "header", parameters.headers());
  }
}
