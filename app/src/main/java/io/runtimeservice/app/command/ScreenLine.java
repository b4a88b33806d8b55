package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Plain;

/** A line on the screen; what it tells may come from anywhere, and may not forge a second one. */
final class ScreenLine {

  /** Longer than any line of ours. */
  static final int CHARACTERS_MAX = 2000;

  private ScreenLine() {}

  static String of(String text) {
    return Plain.cut(text, CHARACTERS_MAX);
  }
}
