package io.runtimeservice.simulator.table;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.BadCursorException;
import io.runtimeservice.model.port.Inventory.Row;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a page of the inventory ended.
 *
 * @param kind of the last record on it
 * @param key of which environment it was; of an App record, the first that the app could have
 */
record InventoryPlace(Kind kind, EnvironmentKey key) {

  /** In the order in which an app's records come. */
  enum Kind {
    APP,
    ENVIRONMENT,
    RUNTIME
  }

  static InventoryPlace of(Row row) {
    return switch (row) {
      case Row.OfApp(var id, _) -> new InventoryPlace(Kind.APP, OfApp.first(id));
      case Row.OfEnvironment(var key, _) -> new InventoryPlace(Kind.ENVIRONMENT, key);
      case Row.OfRuntime(var key, _) -> new InventoryPlace(Kind.RUNTIME, key);
    };
  }

  String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((kind + "/" + key).getBytes(StandardCharsets.UTF_8));
  }

  static InventoryPlace read(String cursor) {
    try {
      return parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8))
          .orElseThrow(BadCursorException::new);
    } catch (IllegalArgumentException notBase64) {
      throw new BadCursorException();
    }
  }

  private static Optional<InventoryPlace> parse(String text) {
    return Stream.of(Kind.values())
        .filter(kind -> text.startsWith(kind + "/"))
        .flatMap(kind ->
            EnvironmentKey.parse(text.substring(kind.name().length() + 1)).stream()
                .map(key -> new InventoryPlace(kind, key)))
        .findFirst();
  }
}
