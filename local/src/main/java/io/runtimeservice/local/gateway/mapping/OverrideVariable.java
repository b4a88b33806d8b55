package io.runtimeservice.local.gateway.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a template sets below {@code $context.requestOverride} or {@code $context.responseOverride}.
 * "Overrides are final": to set one twice is an error (developer guide, Override your API's request
 * and response parameters). Public, with public methods, for Velocity's sake.
 */
public final class OverrideVariable {

  private final Map<String, Object> set = new HashMap<>();

  OverrideVariable(String... groups) {
    for (String group : groups) {
      set.put(group, new OverrideVariable());
    }
  }

  public @Nullable Object get(String name) {
    return set.get(name);
  }

  /** {@code #set($context.responseOverride.status = 400)} puts 400. */
  public void put(String name, Object value) {
    if (set.putIfAbsent(name, value) != null) {
      throw new IllegalStateException("an override is set twice");
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(set.get(name)).map(Object::toString);
  }

  /** What was set in a group, by name. */
  Map<String, String> texts(String group) {
    var texts = new HashMap<String, String>();
    if (set.get(group) instanceof OverrideVariable inner) {
      inner.set.forEach((name, value) -> texts.put(name, value.toString()));
    }
    return texts;
  }
}
