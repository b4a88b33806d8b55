package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.model.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudFormation's functions {@code Ref}, {@code Fn::GetAtt} and {@code Fn::Sub}, put in as a stack
 * does when it is made, with what this machine has in the place of its resources and parameters.
 */
final class StackFunctions {

  private static final Pattern HOLE = Pattern.compile("\\$\\{(?<name>[A-Za-z0-9:.]+)}");

  private final Map<String, String> names;

  /**
   * Functions of a stack.
   *
   * @param names what {@code Ref} of a name, and {@code GetAtt} of a name, a dot and an attribute
   *     give
   */
  StackFunctions(Map<String, String> names) {
    this.names = Map.copyOf(names);
  }

  /** The same document without functions. */
  Value.Tree resolve(Value.Tree document) throws DefinitionException {
    return (Value.Tree) resolve(document, "");
  }

  private Value resolve(Value value, String where) throws DefinitionException {
    return switch (value) {
      case Value.Tree tree when isFunction(tree) -> new Value.Text(call(tree, where));
      case Value.Tree tree -> {
        var fields = new LinkedHashMap<String, Value>();
        for (var field : tree.fields().entrySet()) {
          fields.put(field.getKey(), resolve(field.getValue(), where + "/" + field.getKey()));
        }
        yield new Value.Tree(fields);
      }
      case Value.Many many -> {
        var items = new ArrayList<Value>();
        for (Value item : many.items()) {
          items.add(resolve(item, where + "/" + items.size()));
        }
        yield new Value.Many(items);
      }
      case Value.Text _, Value.Num _, Value.Bool _, Value.Null _, Value.Opaque _ -> value;
    };
  }

  private static boolean isFunction(Value.Tree tree) {
    return tree.fields().size() == 1
        && tree.fields().keySet().stream()
            .allMatch(name -> name.equals("Ref") || name.startsWith("Fn::"));
  }

  private String call(Value.Tree tree, String where) throws DefinitionException {
    var call = tree.fields().entrySet().iterator().next();
    return switch (call.getKey()) {
      case "Ref" -> named(text(call.getValue(), where), where);
      case "Fn::GetAtt" -> named(attribute(call.getValue(), where), where);
      case "Fn::Sub" -> filled(text(call.getValue(), where), where);
      default -> throw new DefinitionException(where, "Ref, Fn::GetAtt or Fn::Sub");
    };
  }

  private static String text(Value value, String where) throws DefinitionException {
    if (value instanceof Value.Text(String text)) {
      return text;
    }
    throw new DefinitionException(where, "a string");
  }

  private static String attribute(Value value, String where) throws DefinitionException {
    if (value instanceof Value.Many(List<Value> items) && items.size() == 2) {
      return text(items.getFirst(), where) + "." + text(items.getLast(), where);
    }
    return text(value, where);
  }

  private String named(String name, String where) throws DefinitionException {
    String value = names.get(name);
    if (value == null) {
      throw new DefinitionException(where, "a name that is known here; not " + name);
    }
    return value;
  }

  private String filled(String text, String where) throws DefinitionException {
    Matcher holes = HOLE.matcher(text);
    var filled = new StringBuilder();
    while (holes.find()) {
      holes.appendReplacement(filled, Matcher.quoteReplacement(named(holes.group("name"), where)));
    }
    return holes.appendTail(filled).toString();
  }
}
