package io.runtimeservice.model.spec;

/** What an environment is for. */
public enum EnvironmentType {
  /** One per pull request: quick to make, quick and sure to clean up. */
  PREVIEW("preview"),
  /** One per app, of the main branch: must never go away by accident. */
  PRODUCTION("production");

  private final String word;

  EnvironmentType(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
