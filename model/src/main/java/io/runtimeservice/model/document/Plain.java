package io.runtimeservice.model.document;

/**
 * Text from outside, made fit to be shown: cut to a length, and without control characters, which
 * could forge a log line or a terminal's screen.
 */
public final class Plain {

  private Plain() {}

  /** At most {@code charactersMax} characters, one at least; an ellipsis shows that it was cut. */
  public static String cut(String text, int charactersMax) {
    var shown = new StringBuilder(Math.min(text.length(), charactersMax));
    int taken = 0;
    int lastAt = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (taken++ == charactersMax) {
        shown.setLength(lastAt);
        return shown.append('…').toString();
      }
      int character = text.codePointAt(i);
      lastAt = shown.length();
      shown.appendCodePoint(isShowable(character) ? character : '\uFFFD');
    }
    return shown.toString();
  }

  private static boolean isShowable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
