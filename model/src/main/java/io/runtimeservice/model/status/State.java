package io.runtimeservice.model.status;

/** The one word for an environment. Derived from its conditions, never an input to anything. */
public enum State {
  /** Never planned, or there is no image yet. */
  PENDING("Pending"),
  PROGRESSING("Progressing"),
  /** It serves what was asked for; also asleep, or stopped by wish. */
  READY("Ready"),
  /** It serves, and something is not as it should be. */
  DEGRADED("Degraded"),
  /** It waits for you or an operator, and nothing serves. */
  BLOCKED("Blocked"),
  TERMINATING("Terminating"),
  DELETED("Deleted");

  private final String word;

  State(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
