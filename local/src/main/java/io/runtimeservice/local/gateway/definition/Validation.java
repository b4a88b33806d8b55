package io.runtimeservice.local.gateway.definition;

import java.util.List;
import java.util.Map;

/**
 * What a request validator sees to: that required parameters "are included and non-blank", and that
 * the payload "adheres to the configured JSON schema request model" of its media type (developer
 * guide, Request validation for REST APIs). It does not look at a parameter's pattern.
 *
 * @param required parameters that have to be there
 * @param models of payloads, by media type
 */
public record Validation(List<Parameter> required, Map<String, Schema> models) {

  public Validation {
    required = List.copyOf(required);
    models = Map.copyOf(models);
  }

  /** Where in a request. */
  public enum Place {
    PATH,
    QUERYSTRING,
    HEADER
  }

  /** A parameter of a request. */
  public record Parameter(Place place, String name) {}
}
