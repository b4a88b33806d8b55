package io.runtimeservice.model.id;

import java.util.regex.Pattern;

/**
 * The name of an app: one git repository.
 *
 * @param value 1 to 40 characters, {@value #PATTERN}
 */
public record AppId(String value) implements Comparable<AppId> {

  public static final String PATTERN = "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$";

  private static final Pattern COMPILED = Pattern.compile(PATTERN);

  public AppId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("appId: expected " + PATTERN);
    }
  }

  public static boolean isValid(String value) {
    return COMPILED.matcher(value).matches();
  }

  @Override
  public int compareTo(AppId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
