package io.runtimeservice.model.spec;

/** How a machine gets a new configuration. */
public enum Replacement {
  /** Fly replaces the machine where it is. */
  IN_PLACE("in-place"),
  /** The machine is destroyed, then made anew. */
  RECREATE("recreate"),
  /** New machines take over from the old ones once they are healthy. */
  BLUE_GREEN("blue-green");

  private final String word;

  Replacement(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
