package io.runtimeservice.model.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes values as a reader of a test reads them: as JSON, with single quotes. */
public final class Trees {

  private Trees() {}

  public static Value value(String json) {
    try {
      return Json.read(json.replace('\'', '"'));
    } catch (Json.MalformedJsonException e) {
      throw new IllegalArgumentException("the test's JSON is wrong: " + json, e);
    }
  }

  public static Value.Tree tree(String json) {
    return (Value.Tree) value(json);
  }

  /** The tree with another value at a path such as {@code guest.cpus} or {@code regions[0]}. */
  public static Value.Tree set(Value.Tree tree, String path, Value value) {
    return (Value.Tree) changed(tree, steps(path), Optional.of(value));
  }

  public static Value.Tree set(Value.Tree tree, String path, String json) {
    return set(tree, path, value(json));
  }

  /** The tree without what is at a path. */
  public static Value.Tree without(Value.Tree tree, String path) {
    return (Value.Tree) changed(tree, steps(path), Optional.empty());
  }

  /** Hands out every value in the tree with its path, but for the tree itself. */
  public static void each(Value.Tree tree, BiConsumer<String, Value> visitor) {
    walk("", tree, visitor);
  }

  private static void walk(String path, Value value, BiConsumer<String, Value> visitor) {
    if (!path.isEmpty()) {
      visitor.accept(path, value);
    }
    if (value instanceof Value.Tree tree) {
      tree.fields()
          .forEach(
              (name, below) -> walk(path.isEmpty() ? name : path + "." + name, below, visitor));
    }
    if (value instanceof Value.Many many) {
      for (int i = 0; i < many.items().size(); i++) {
        walk(path + "[" + i + "]", many.items().get(i), visitor);
      }
    }
  }

  private static List<String> steps(String path) {
    return List.of(path.replace("[", ".[").split("\\.", -1));
  }

  private static Value changed(Value value, List<String> steps, Optional<Value> to) {
    String step = steps.getFirst();
    var rest = steps.subList(1, steps.size());
    if (step.startsWith("[")) {
      var items = new ArrayList<>(((Value.Many) value).items());
      int index = Integer.parseInt(step.substring(1, step.length() - 1));
      below(items.get(index), rest, to)
          .ifPresentOrElse(it -> items.set(index, it), () -> items.remove(index));
      return new Value.Many(items);
    }
    var fields = new LinkedHashMap<>(((Value.Tree) value).fields());
    below(fields.getOrDefault(step, Value.Tree.EMPTY), rest, to)
        .ifPresentOrElse(it -> fields.put(step, it), () -> fields.remove(step));
    return new Value.Tree(fields);
  }

  private static Optional<Value> below(Value value, List<String> rest, Optional<Value> to) {
    return rest.isEmpty() ? to : Optional.of(changed(value, rest, to));
  }
}
