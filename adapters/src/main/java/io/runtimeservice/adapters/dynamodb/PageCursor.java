package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.port.BadCursorException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended, as a text that a URL may hold. A caller can make one up: then the list begins
 * elsewhere in what the caller may see anyway, or the cursor is refused.
 */
final class PageCursor {

  /** Neither half of a key has it. */
  private static final char BETWEEN = '\n';

  /** DynamoDB's limits for a key's halves. */
  private static final int PARTITION_BYTES_MAX = 2048;

  private static final int SORT_BYTES_MAX = 1024;

  private PageCursor() {}

  static String write(ItemKey last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((last.pk() + BETWEEN + last.sk()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor.
   *
   * @param app whose environments are listed; empty for everybody's
   */
  static ItemKey read(String cursor, Optional<AppId> app) {
    return decode(cursor)
        .filter(key -> app.isEmpty() || isOf(key, app.get()))
        .orElseThrow(BadCursorException::new);
  }

  private static Optional<ItemKey> decode(String cursor) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int between = text.indexOf(BETWEEN);
      return between < 0
          ? Optional.empty()
          : Optional.of(new ItemKey(text.substring(0, between), text.substring(between + 1)))
              .filter(key -> isWhole(key) && write(key).equals(cursor));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Whether DynamoDB would take it for a key. */
  private static boolean isWhole(ItemKey key) {
    return isPart(key.pk(), PARTITION_BYTES_MAX) && isPart(key.sk(), SORT_BYTES_MAX);
  }

  private static boolean isPart(String part, int bytesMax) {
    return !part.isEmpty()
        && part.getBytes(StandardCharsets.UTF_8).length <= bytesMax
        && part.indexOf(BETWEEN) < 0;
  }

  private static boolean isOf(ItemKey key, AppId app) {
    return key.environment().filter(it -> it.app().equals(app)).isPresent();
  }
}
