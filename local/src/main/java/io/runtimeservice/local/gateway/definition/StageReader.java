package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the stage out of {@code template.yaml}, and nothing else: what else a stack holds is not
 * played.
 */
public final class StageReader {

  private static final String STAGE = "AWS::ApiGateway::Stage";

  private StageReader() {}

  /**
   * The stage of the stack.
   *
   * @param parameters of the stack; those that are not given have their defaults
   */
  public static Stage read(String yaml, Map<String, String> parameters) throws DefinitionException {
    var root = new Node("template.yaml", YamlReader.read("template.yaml", yaml));
    var functions = new StackFunctions(names(root.node("Parameters"), parameters));
    for (Node resource : root.node("Resources").nodes().values()) {
      if (resource.text("Type").equals(STAGE)) {
        return stage(resource.node("Properties"), functions);
      }
    }
    throw new DefinitionException("template.yaml", "a stage");
  }

  private static Map<String, String> names(Node declared, Map<String, String> given)
      throws DefinitionException {
    var names = new HashMap<String, String>();
    for (var parameter : declared.nodes().entrySet()) {
      parameter
          .getValue()
          .tree()
          .get("Default")
          .ifPresent(it -> names.put(parameter.getKey(), text(it)));
    }
    names.putAll(given);
    return names;
  }

  private static String text(Value value) {
    return value instanceof Value.Text(String text) ? text : Json.write(value);
  }

  private static Stage stage(Node properties, StackFunctions functions) throws DefinitionException {
    var variables = resolved(properties.node("Variables"), functions).texts();
    var settings = properties.list("MethodSettings");
    if (settings.size() != 1) {
      throw new DefinitionException(properties.where(), "one setting for all methods");
    }
    var throttle = resolved(settings.getFirst(), functions);
    return new Stage(
        variables,
        new Stage.Throttle(
            number(throttle, "ThrottlingRateLimit"), number(throttle, "ThrottlingBurstLimit")));
  }

  private static Node resolved(Node node, StackFunctions functions) throws DefinitionException {
    return new Node(node.where(), functions.resolve(node.tree()));
  }

  private static int number(Node node, String name) throws DefinitionException {
    try {
      return Integer.parseInt(text(node.tree().get(name).orElseGet(Value.Null::new)));
    } catch (NumberFormatException none) {
      throw new DefinitionException(node.where() + "/" + name, "a whole number");
    }
  }
}
