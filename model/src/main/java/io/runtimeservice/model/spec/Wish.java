package io.runtimeservice.model.spec;

/** What the Environment Manager wants of an environment, the record's {@code desired}. */
public enum Wish {
  RUNNING("running"),
  /** Machines stopped, everything else kept. */
  STOPPED("stopped"),
  /** The only way to delete, but for a preview that expires: a missing record deletes nothing. */
  DELETED("deleted");

  private final String word;

  Wish(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
