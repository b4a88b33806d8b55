package io.runtimeservice.local.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Percent-encoding (RFC 3986, 2.1), of text in UTF-8. What is not rightly encoded is refused. */
final class Percent {

  private Percent() {}

  /** A part of a path, decoded. */
  static Optional<String> decoded(String text) {
    var bytes = ByteBuffer.allocate(text.length() * 4);
    int i = 0;
    while (i < text.length()) {
      if (text.charAt(i) == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.put((byte) (high * 16 + low));
        i += 3;
      } else {
        int character = text.codePointAt(i);
        bytes.put(Character.toString(character).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(character);
      }
    }
    return text(bytes.flip());
  }

  private static Optional<String> text(ByteBuffer utf8) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  /** The parameters of a query; of one that is given twice the last one. */
  static Optional<Map<String, String>> query(String query) {
    var parameters = new TreeMap<String, String>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      String[] both = pair.replace('+', ' ').split("=", 2);
      var name = decoded(both[0]);
      var value = decoded(both.length == 2 ? both[1] : "");
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      parameters.put(name.get(), value.get());
    }
    return Optional.of(parameters);
  }
}
