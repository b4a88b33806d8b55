package io.runtimeservice.local.gateway.definition;

import java.util.Optional;

/**
 * A method of a path.
 *
 * @param method in capitals, or {@value #ANY}
 */
public record Route(
    String method,
    PathTemplate path,
    Access access,
    Optional<Validation> validation,
    Integration integration) {

  /** What {@code x-amazon-apigateway-any-method} is for. */
  static final String ANY = "ANY";

  boolean takes(String wanted) {
    return method.equals(ANY) || method.equals(wanted);
  }
}
