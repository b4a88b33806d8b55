package io.runtimeservice.model.id;

/**
 * The Environment Manager's number for one version of a desired state. Compared for equality, never
 * by order: a record may be made again at 1.
 *
 * @param value from 1
 */
public record Generation(long value) {

  public Generation {
    if (value < 1) {
      throw new IllegalArgumentException("generation: expected a whole number from 1");
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
