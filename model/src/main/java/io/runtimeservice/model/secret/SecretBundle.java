package io.runtimeservice.model.secret;

import java.util.Map;
import java.util.Optional;

/** The values that one {@link SecretReference} stands for, by key. */
public record SecretBundle(Map<String, SecretValue> values) {

  public SecretBundle {
    values = Map.copyOf(values);
  }

  public Optional<SecretValue> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public String toString() {
    return "SecretBundle[" + values.size() + " values]";
  }
}
