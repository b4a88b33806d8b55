package io.runtimeservice.model.failure;

/** Who can fail. */
public enum Dependency {
  FLY("Fly"),
  TABLE("the table"),
  QUEUE("the queue"),
  SECRETS("the secret store"),
  SERVICE("the service itself");

  private final String words;

  Dependency(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
