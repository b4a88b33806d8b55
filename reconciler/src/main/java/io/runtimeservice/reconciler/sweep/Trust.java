package io.runtimeservice.reconciler.sweep;

import java.util.Optional;

/**
 * Whether a list is to be believed: one that is empty, or much shorter than it should be, has been
 * cut short or is somebody else's, and what it does not show is not known to be gone.
 */
enum Trust {
  BELIEVED("believed"),
  EMPTY("empty"),
  SHRUNK("shrunk"),
  REGION_MISSING("region_missing");

  /** A list that shows less than this part of what should be there is not believed. */
  static final int LEAST_PERCENT = 75;

  /** Of so few, all may be gone. */
  static final int FEW = 4;

  private final String word;

  Trust(String word) {
    this.word = word;
  }

  /** Judges a list by how much it shows and how much should be there. */
  static Trust of(int shown, int expected) {
    if (expected <= FEW || (long) shown * 100 >= (long) expected * LEAST_PERCENT) {
      return BELIEVED;
    }
    return shown == 0 ? EMPTY : SHRUNK;
  }

  /** What is wrong with it, in words; empty if it is believed. */
  Optional<String> doubt(String list, int shown, int expected) {
    return switch (this) {
      case BELIEVED -> Optional.empty();
      case EMPTY -> Optional.of("%s is empty, and should show %d".formatted(list, expected));
      case SHRUNK ->
          Optional.of("%s shows %d, and should show %d".formatted(list, shown, expected));
      case REGION_MISSING -> Optional.of("%s leaves out a region".formatted(list));
    };
  }

  /** As metrics say it. */
  @Override
  public String toString() {
    return word;
  }
}
