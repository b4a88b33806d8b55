package io.runtimeservice.model.document;

/**
 * One thing that is wrong with what somebody wrote. It names the field and what was expected there,
 * and never repeats what was found: that may be a secret in the wrong place.
 *
 * @param kind what sort of wrong
 * @param path the field, as {@code spec.guest.memoryMb} or {@code spec.certificates[0].hostname}
 * @param expected what should have been there, and which kind of thing was
 */
public record Refusal(Kind kind, String path, String expected) {

  static final int PATH_CHARACTERS_MAX = 160;
  static final int EXPECTED_CHARACTERS_MAX = 300;

  /** Sorts of wrong that are told apart further on. */
  public enum Kind {
    /** Not of the form that the contract gives. */
    MALFORMED,
    /** A secret's value stood where only a reference may stand. */
    PLAINTEXT_SECRET
  }

  public Refusal {
    path = Plain.cut(path, PATH_CHARACTERS_MAX);
    expected = Plain.cut(expected, EXPECTED_CHARACTERS_MAX);
  }

  @Override
  public String toString() {
    return path + ": " + expected;
  }
}
