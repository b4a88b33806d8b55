package io.runtimeservice.model.mark;

import java.util.Arrays;
import java.util.Optional;

/** Who asks for a look. */
public enum MarkSource {
  MANAGER("manager"),
  GITHUB("github"),
  SWEEP("sweep"),
  OPERATOR("operator");

  private final String word;

  MarkSource(String word) {
    this.word = word;
  }

  static Optional<MarkSource> of(String word) {
    return Arrays.stream(values()).filter(source -> source.word.equals(word)).findFirst();
  }

  @Override
  public String toString() {
    return word;
  }
}
