package io.runtimeservice.local.gateway.definition;

import java.util.Map;

/**
 * The wordings that the API has for what the gateway answers by itself, by type. A type that has
 * none is worded as all others of its hundred are.
 */
public record GatewayResponses(Map<String, GatewayResponse> byType) {

  public GatewayResponses {
    byType = Map.copyOf(byType);
  }

  public GatewayResponse of(GatewayResponseType type) {
    return byType.getOrDefault(
        type.name(), byType.getOrDefault(type.fallback().name(), GatewayResponse.PLAIN));
  }
}
