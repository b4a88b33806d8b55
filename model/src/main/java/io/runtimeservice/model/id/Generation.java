package io.runtimeservice.model.id;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Environment Manager's number for one version of a desired state. Compared for equality, never
 * by order: a record may be made again at 1.
 *
 * @param value from 1
 */
public record Generation(long value) {

  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,17}");

  public Generation {
    if (value < 1) {
      throw new IllegalArgumentException("generation: expected a whole number from 1");
    }
  }

  /** Reads a generation as {@link #toString} writes it; empty if it is none. */
  public static Optional<Generation> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new Generation(Long.parseLong(text)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
