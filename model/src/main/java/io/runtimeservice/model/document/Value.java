package io.runtimeservice.model.document;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plain value as JSON and the table hold it. One form for both, so that what is read from the
 * table, from Fly and from the queue is read by the same strict reader.
 */
public sealed interface Value {

  record Text(String value) implements Value {}

  record Num(BigDecimal value) implements Value {}

  record Bool(boolean value) implements Value {}

  record Null() implements Value {}

  record Many(List<Value> items) implements Value {
    public Many {
      items = List.copyOf(items);
    }
  }

  /** Named values, in the order in which they were given. */
  record Tree(Map<String, Value> fields) implements Value {

    public static final Tree EMPTY = new Tree(Map.of());

    public Tree {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public Optional<Value> get(String name) {
      return Optional.ofNullable(fields.get(name));
    }

    /** The tree below a name; empty if there is none or it is something else. */
    public Tree tree(String name) {
      return fields.get(name) instanceof Tree tree ? tree : EMPTY;
    }

    /** The text below a name; empty if there is none or it is something else. */
    public Optional<String> text(String name) {
      return fields.get(name) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** The whole number below a name; empty if there is none, or it is something else. */
    public Optional<Long> whole(String name) {
      return fields.get(name) instanceof Num num ? Values.whole(num.value()) : Optional.empty();
    }

    public boolean isTrue(String name) {
      return fields.get(name) instanceof Bool bool && bool.value();
    }

    /** The items below a name; none if there is none or it is something else. */
    public List<Value> items(String name) {
      return fields.get(name) instanceof Many many ? many.items() : List.of();
    }

    public Tree with(String name, Value value) {
      var copy = new LinkedHashMap<>(fields);
      copy.put(name, value);
      return new Tree(copy);
    }
  }

  /** Something that the table can hold and JSON cannot (binary, and sets of it). */
  record Opaque(String type) implements Value {}

  /** What this is, in the words of an error message. */
  default String kind() {
    return switch (this) {
      case Text _ -> "a string";
      case Num _ -> "a number";
      case Bool _ -> "a boolean";
      case Null _ -> "null";
      case Many _ -> "a list";
      case Tree _ -> "an object";
      case Opaque opaque -> opaque.type();
    };
  }
}
