package io.runtimeservice.model.id;

/**
 * The name of an environment within its app.
 *
 * @param value of the same pattern as {@link AppId#PATTERN}
 */
public record EnvironmentId(String value) implements Comparable<EnvironmentId> {

  public EnvironmentId {
    if (!AppId.isValid(value)) {
      throw new IllegalArgumentException("environmentId: expected " + AppId.PATTERN);
    }
  }

  @Override
  public int compareTo(EnvironmentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
