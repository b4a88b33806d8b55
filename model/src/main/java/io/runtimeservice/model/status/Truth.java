package io.runtimeservice.model.status;

/** Whether a condition holds; the word is the contract's. */
public enum Truth {
  TRUE("True"),
  FALSE("False"),
  /** Not looked at, or what was seen cannot be trusted. */
  UNKNOWN("Unknown");

  private final String word;

  Truth(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
