package io.runtimeservice.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.BadCursorException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageCursorTest {

  private static final ItemKey KEY = ItemKey.environment(EnvironmentKey.of("shop", "pr-1"));

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void isRefused(String cursor, Optional<AppId> app) {
    assertThatThrownBy(() -> PageCursor.read(cursor, app))
        .as(cursor)
        .isInstanceOf(BadCursorException.class);
  }

  @Test
  void a_cursor_is_read_as_it_was_written() {
    assertThat(PageCursor.read(PageCursor.write(KEY), Optional.empty())).isEqualTo(KEY);
    assertThat(PageCursor.read(PageCursor.write(KEY), Optional.of(new AppId("shop"))))
        .isEqualTo(KEY);
  }

  @Test
  void a_scan_may_have_ended_at_any_record() {
    var claim = ItemKey.claim("www.example.com");
    assertThat(PageCursor.read(PageCursor.write(claim), Optional.empty())).isEqualTo(claim);
  }

  @Test
  void the_list_of_one_app_is_not_continued_elsewhere() {
    var shop = Optional.of(new AppId("shop"));
    isRefused(PageCursor.write(ItemKey.environment(EnvironmentKey.of("zoo", "pr-1"))), shop);
    isRefused(PageCursor.write(ItemKey.app(new AppId("shop"))), shop);
  }

  @Test
  void what_could_be_no_key_is_refused() {
    isRefused(encoded("APP#shop"), Optional.empty());
    isRefused(encoded("\nENV#pr-1"), Optional.empty());
    isRefused(encoded("APP#shop\n"), Optional.empty());
    isRefused(encoded("APP#shop\nENV#a\nb"), Optional.empty());
    isRefused(encoded("p".repeat(2049) + "\ns"), Optional.empty());
    isRefused(encoded("p\n" + "s".repeat(1025)), Optional.empty());
    isRefused(PageCursor.write(KEY) + "=", Optional.empty());
    isRefused("_w", Optional.empty());
  }
}
