package io.runtimeservice.local.gateway.definition;

import java.util.HashMap;
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
    var response =
        new GatewayResponse(
            status,
            IntegrationReader.constants(node, "responseParameters", HEADER),
            node.node("responseTemplates").onlyWith("application/json").text("application/json"));
    var unknown = response.unknown();
    if (unknown.isPresent()) {
      throw new DefinitionException(
          node.where(), "nothing that is not played, as $context." + unknown.get() + " is");
    }
    return response;
  }
}
