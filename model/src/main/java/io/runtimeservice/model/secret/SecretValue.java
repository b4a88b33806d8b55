package io.runtimeservice.model.secret;

import java.util.function.Function;

/**
 * A secret's value on its way from the secret source to Fly. It cannot be printed, compared or
 * serialised by accident: it has no text form but {@link #reveal}, which only the client of Fly's
 * secrets and certificates calls may use.
 */
public final class SecretValue {

  private final String value;

  private SecretValue(String value) {
    this.value = value;
  }

  public static SecretValue of(String value) {
    return new SecretValue(value);
  }

  /** Hands the value to the one use that it has. */
  public <R> R reveal(Function<String, R> use) {
    return use.apply(value);
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
