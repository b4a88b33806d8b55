package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Plain;
import io.runtimeservice.model.document.Value;

/** A line on the screen; what it tells may come from anywhere, and may not forge a second one. */
final class ScreenLine {

  /** Longer than any line of ours. */
  static final int CHARACTERS_MAX = 2000;

  /** The characters that every terminal shows as they are, a space among them. */
  private static final char SHOWN_FIRST = ' ';

  private static final char SHOWN_LAST = '~';

  private ScreenLine() {}

  static String of(String text) {
    return Plain.cut(text, CHARACTERS_MAX);
  }

  /** The whole of a value, as JSON in which every other character is escaped. */
  static String json(Value value) {
    String json = Json.write(value);
    var shown = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char character = json.charAt(i);
      if (character >= SHOWN_FIRST && character <= SHOWN_LAST) {
        shown.append(character);
      } else {
        shown.append("\\u%04x".formatted((int) character));
      }
    }
    return shown.toString();
  }
}
