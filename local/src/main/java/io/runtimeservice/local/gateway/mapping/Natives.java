package io.runtimeservice.local.gateway.mapping;

import io.runtimeservice.model.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A value as maps, lists, strings, numbers and booleans, which templates can walk over. */
final class Natives {

  private Natives() {}

  static @Nullable Object of(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Num(var number) -> number;
      case Value.Bool(boolean bool) -> bool;
      case Value.Null() -> null;
      case Value.Opaque(String type) -> type;
      case Value.Many many -> {
        var list = new ArrayList<@Nullable Object>();
        many.items().forEach(item -> list.add(of(item)));
        yield list;
      }
      case Value.Tree tree -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        tree.fields().forEach((name, field) -> map.put(name, of(field)));
        yield map;
      }
    };
  }
}
