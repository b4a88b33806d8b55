package io.runtimeservice.model.spec;

/** What Fly's edge does with a machine that has no requests (its {@code autostop}). */
public enum Sleep {
  OFF("off"),
  STOP("stop"),
  SUSPEND("suspend");

  private final String word;

  Sleep(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
