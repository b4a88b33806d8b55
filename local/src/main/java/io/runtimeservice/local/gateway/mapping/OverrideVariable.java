package io.runtimeservice.local.gateway.mapping;

import java.util.Optional;

/**
 * What a template sets below {@code $context.responseOverride}: its status, and nothing else.
 * "Overrides are final": to set one twice is an error (developer guide, Override your API's request
 * and response parameters). Public, with public methods, for Velocity's sake.
 */
public final class OverrideVariable {

  private Optional<Object> status = Optional.empty();

  OverrideVariable() {}

  /** {@code #set($context.responseOverride.status = 400)} puts 400. */
  public void put(String name, Object value) {
    if (!name.equals("status") || status.isPresent()) {
      throw new IllegalStateException("an override is set twice, or is none of the status");
    }
    status = Optional.of(value);
  }

  Optional<String> status() {
    return status.map(Object::toString);
  }
}
