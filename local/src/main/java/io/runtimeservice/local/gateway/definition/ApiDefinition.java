package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.local.gateway.mapping.TemplateEngine;
import java.util.Map;

/** The API: its routes, and how the gateway words what it answers by itself. */
public record ApiDefinition(Routes routes, GatewayResponses responses) {

  /**
   * Reads {@code openapi.yaml}.
   *
   * @param names what CloudFormation would put in where the file refers to the stack
   */
  public static ApiDefinition read(String yaml, Map<String, String> names, TemplateEngine engine)
      throws DefinitionException {
    var tree = new StackFunctions(names).resolve(YamlReader.read("openapi.yaml", yaml));
    var root = new Node("openapi.yaml", tree);
    return new ApiDefinition(
        new RoutesReader(root, engine).read(),
        GatewayResponsesReader.read(root.node("x-amazon-apigateway-gateway-responses")));
  }
}
