package io.runtimeservice.simulator.table;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.port.Write;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * What an item measures by DynamoDB's rules (<i>Item sizes and formats</i> in its developer guide):
 * names and texts in UTF-8, two digits to a byte, three bytes for a list or a map and one for each
 * thing in it.
 */
final class ItemSize {

  /** What an item may measure, its keys included: 400 KB. */
  static final int BYTES_MAX = 400 * 1024;

  /** Room for {@code pk} and {@code sk}: their names, prefixes and two ids of 40 characters. */
  static final int KEY_BYTES = 100;

  private static final int COLLECTION_BYTES = 3;

  private ItemSize() {}

  /** Whether there is room for a record. */
  static Write fit(Value.Tree record) {
    return KEY_BYTES + fields(record, 0) <= BYTES_MAX ? Write.WRITTEN : Write.TOO_LARGE;
  }

  private static int of(Value value) {
    return switch (value) {
      case Value.Text(String text) -> bytes(text);
      case Value.Num(BigDecimal number) -> number.precision() / 2 + 2;
      case Value.Bool _, Value.Null _, Value.Opaque _ -> 1;
      case Value.Many(var items) ->
          COLLECTION_BYTES + items.stream().mapToInt(item -> 1 + of(item)).sum();
      case Value.Tree tree -> COLLECTION_BYTES + fields(tree, 1);
    };
  }

  private static int fields(Value.Tree tree, int eachBytes) {
    int sum = 0;
    for (var field : tree.fields().entrySet()) {
      sum += eachBytes + bytes(field.getKey()) + of(field.getValue());
    }
    return sum;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
