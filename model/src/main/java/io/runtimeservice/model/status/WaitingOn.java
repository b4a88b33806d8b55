package io.runtimeservice.model.status;

/** Who has to do something next. */
public enum WaitingOn {
  NOBODY("nobody"),
  /** This service. */
  RUNTIME("runtime"),
  FLY("fly"),
  DNS("dns"),
  /** Whoever owns the app. */
  YOU("you"),
  OPERATOR("operator");

  private final String word;

  WaitingOn(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
