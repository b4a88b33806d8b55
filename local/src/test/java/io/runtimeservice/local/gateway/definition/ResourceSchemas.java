package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.model.document.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * CloudFormation's published schemas of the resources that the stack makes, as the test's {@code
 * gateway/resources.txt} has them, and what of a resource does not keep to them.
 */
final class ResourceSchemas {

  private static final Set<String> FUNCTIONS_OF_TEXTS =
      Set.of("Fn::Sub", "Fn::GetAtt", "Fn::Join", "Fn::Select");

  /** The properties' types by name, of resources by their type, of nested types by both names. */
  private final Map<String, Map<String, String>> types = new HashMap<>();

  /** {@code String} or {@code Number}, by the parameter's name. */
  private final Map<String, String> parameters;

  private final List<String> faults = new ArrayList<>();
  private int checked;

  /**
   * Schemas.
   *
   * @param text the facts
   * @param parameters the types of the stack's parameters
   */
  ResourceSchemas(String text, Map<String, String> parameters) {
    this.parameters = Map.copyOf(parameters);
    String resource = "";
    String type = "";
    for (String line : text.lines().filter(it -> !it.isBlank() && !it.startsWith("#")).toList()) {
      String stripped = line.strip();
      if (!line.startsWith(" ")) {
        resource = stripped;
        type = stripped;
      } else if (stripped.startsWith("<")) {
        type = resource + stripped;
      } else {
        String[] both = stripped.split(" ", 2);
        types.computeIfAbsent(type, _ -> new HashMap<>()).put(both[0], both[1]);
      }
    }
  }

  /** What does not hold of a resource; nothing if all of it does. */
  List<String> faults(String name, String type, Value.Tree properties) {
    faults.clear();
    if (types.containsKey(type)) {
      object(name, type, type, properties);
    } else {
      faults.add(name + ": expected a resource whose schema is known, not " + type);
    }
    return List.copyOf(faults);
  }

  /** How many properties were looked at. */
  int checked() {
    return checked;
  }

  private void object(String where, String resource, String type, Value.Tree object) {
    var known = Objects.requireNonNull(types.get(type), type);
    var missing = new TreeSet<String>();
    known.keySet().stream()
        .filter(it -> it.endsWith("!") && object.get(it.replace("!", "")).isEmpty())
        .forEach(missing::add);
    missing.forEach(it -> faults.add(where + "/" + it.replace("!", "") + ": expected, required"));
    object
        .fields()
        .forEach((name, value) -> {
          checked++;
          String kind = known.getOrDefault(name, known.getOrDefault(name + "!", ""));
          if (kind.isEmpty()) {
            faults.add(where + "/" + name + ": expected a property of " + type);
          } else {
            value(where + "/" + name, resource, kind, value);
          }
        });
  }

  private void value(String where, String resource, String kind, Value value) {
    if (kind.contains(" or ")) {
      oneOf(where, resource, kind, value);
    } else if (value instanceof Value.Tree tree && tree.fields().containsKey("Fn::If")) {
      tree.items("Fn::If").stream().skip(1).forEach(it -> value(where, resource, kind, it));
    } else if (isNothing(value)) {
      return;
    } else if (kind.startsWith("[") && value instanceof Value.Many many) {
      String element = kind.substring(1, kind.length() - 1);
      many.items().forEach(it -> value(where + "/-", resource, element, it));
    } else if (kind.startsWith("{") && value instanceof Value.Tree map) {
      String element = kind.substring(1, kind.length() - 1);
      map.fields().forEach((name, it) -> value(where + "/" + name, resource, element, it));
    } else if (kind.startsWith("<") && value instanceof Value.Tree tree && !isFunction(tree)) {
      nested(where, resource, kind, tree);
    } else if (!isOfKind(kind, value)) {
      faults.add(where + ": expected " + kind);
    }
  }

  private void nested(String where, String resource, String kind, Value.Tree tree) {
    if (types.containsKey(resource + kind)) {
      object(where, resource, resource + kind, tree);
    } else {
      faults.add(where + ": expected a type whose schema is known, not " + kind);
    }
  }

  private static boolean isNothing(Value value) {
    return value instanceof Value.Tree tree
        && tree.text("Ref").filter("AWS::NoValue"::equals).isPresent();
  }

  private static boolean isFunction(Value.Tree tree) {
    return tree.fields().keySet().stream()
        .anyMatch(it -> it.equals("Ref") || it.startsWith("Fn::"));
  }

  private void oneOf(String where, String resource, String kinds, Value value) {
    int before = faults.size();
    for (String kind : kinds.split(" or ", -1)) {
      faults.subList(before, faults.size()).clear();
      value(where, resource, kind, value);
      if (faults.size() == before) {
        return;
      }
    }
    faults.subList(before, faults.size()).clear();
    faults.add(where + ": expected " + kinds);
  }

  private boolean isOfKind(String kind, Value value) {
    if (kind.startsWith("string")) {
      return isText(value) && isAmongThem(kind, value);
    }
    return switch (kind) {
      case "boolean" -> value instanceof Value.Bool;
      case "integer" -> isNumber(value, true);
      case "number" -> isNumber(value, false);
      case "json" -> value instanceof Value.Tree;
      default -> false;
    };
  }

  /** A text, or what yields one: any parameter, a resource, a pseudo parameter, a function. */
  private static boolean isText(Value value) {
    return value instanceof Value.Text
        || (value instanceof Value.Tree tree
            && tree.fields().size() == 1
            && tree.fields().keySet().stream()
                .anyMatch(it -> it.equals("Ref") || FUNCTIONS_OF_TEXTS.contains(it)));
  }

  private static boolean isAmongThem(String kind, Value value) {
    int open = kind.indexOf('(');
    return open < 0
        || !(value instanceof Value.Text(String text))
        || List.of(kind.substring(open + 1, kind.length() - 1).split("\\|", -1)).contains(text);
  }

  private boolean isNumber(Value value, boolean whole) {
    return switch (value) {
      case Value.Num(var number) -> !whole || number.stripTrailingZeros().scale() <= 0;
      case Value.Tree tree ->
          tree.text("Ref").map(it -> "Number".equals(parameters.get(it))).orElse(false);
      default -> false;
    };
  }
}
