package io.runtimeservice.model.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes {@link Value}s, and says two of them in one canonical text. */
public final class Values {

  private Values() {}

  public static Value.Text text(String value) {
    return new Value.Text(value);
  }

  public static Value.Text time(Instant value) {
    return new Value.Text(value.toString());
  }

  public static Value.Num number(long value) {
    return new Value.Num(BigDecimal.valueOf(value));
  }

  public static Value.Bool bool(boolean value) {
    return new Value.Bool(value);
  }

  public static Value.Many texts(Collection<String> values) {
    return new Value.Many(values.stream().<Value>map(Value.Text::new).toList());
  }

  public static Value.Tree texts(Map<String, String> values) {
    var fields = new LinkedHashMap<String, Value>();
    values.forEach((name, value) -> fields.put(name, text(value)));
    return new Value.Tree(fields);
  }

  public static TreeBuilder tree() {
    return new TreeBuilder();
  }

  /** A number as a long, if it is whole and fits. */
  static Optional<Long> whole(BigDecimal number) {
    try {
      return Optional.of(number.longValueExact());
    } catch (ArithmeticException notWhole) {
      return Optional.empty();
    }
  }

  /**
   * The same text for values that say the same, whatever the order of their names and however their
   * numbers are written; numbers with enormous exponents are taken as they are.
   */
  public static String canonical(Value value) {
    return Json.write(sorted(value));
  }

  private static Value sorted(Value value) {
    return switch (value) {
      case Value.Tree tree -> {
        var fields = new TreeMap<String, Value>();
        tree.fields().forEach((name, field) -> fields.put(name, sorted(field)));
        yield new Value.Tree(fields);
      }
      case Value.Many many -> new Value.Many(many.items().stream().map(Values::sorted).toList());
      case Value.Num num ->
          Json.isOrdinary(num.value()) ? new Value.Num(num.value().stripTrailingZeros()) : num;
      case Value.Text _, Value.Bool _, Value.Null _, Value.Opaque _ -> value;
    };
  }

  /** Collects named values; what is absent is left out. */
  public static final class TreeBuilder {

    private final Map<String, Value> fields = new LinkedHashMap<>();

    public TreeBuilder put(String name, Value value) {
      fields.put(name, value);
      return this;
    }

    public TreeBuilder put(String name, String value) {
      return put(name, text(value));
    }

    public TreeBuilder put(String name, long value) {
      return put(name, number(value));
    }

    public TreeBuilder put(String name, boolean value) {
      return put(name, bool(value));
    }

    public TreeBuilder putText(String name, Optional<String> value) {
      value.ifPresent(present -> put(name, present));
      return this;
    }

    public TreeBuilder putTime(String name, Optional<Instant> value) {
      value.ifPresent(present -> put(name, time(present)));
      return this;
    }

    public Value.Tree build() {
      return new Value.Tree(fields);
    }
  }
}
