package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.local.gateway.mapping.MappingExpression;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code x-amazon-apigateway-gateway-responses}. */
final class GatewayResponsesReader {

  private static final String HEADER = "gatewayresponse.header.";

  private GatewayResponsesReader() {}

  static GatewayResponses read(Node node) throws DefinitionException {
    var byType = new HashMap<String, GatewayResponse>();
    for (var response : node.nodes().entrySet()) {
      byType.put(response.getKey(), one(response.getValue()));
    }
    return new GatewayResponses(byType);
  }

  private static GatewayResponse one(Node node) throws DefinitionException {
    node.onlyWith("statusCode", "responseParameters", "responseTemplates");
    var status =
        node.has("statusCode")
            ? Optional.of(IntegrationReader.status(node))
            : Optional.<Integer>empty();
    var headers = new HashMap<String, MappingExpression>();
    var parameters =
        node.has("responseParameters")
            ? node.node("responseParameters").texts()
            : Map.<String, String>of();
    for (var parameter : parameters.entrySet()) {
      String where = node.where() + "/" + parameter.getKey();
      if (!parameter.getKey().startsWith(HEADER)) {
        throw new DefinitionException(where, HEADER + " and a name");
      }
      headers.put(
          parameter.getKey().substring(HEADER.length()),
          MappingExpression.parse(parameter.getValue())
              .orElseThrow(() -> new DefinitionException(where, "a mapping expression")));
    }
    return new GatewayResponse(
        status,
        headers,
        node.node("responseTemplates").onlyWith("application/json").text("application/json"));
  }
}
