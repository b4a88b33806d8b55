package io.runtimeservice.local.gateway.definition;

import java.util.Map;

/**
 * Where the API is deployed to.
 *
 * @param variables {@code $stageVariables}
 * @param throttle of each of its methods
 */
public record Stage(Map<String, String> variables, Throttle throttle) {

  public Stage {
    variables = Map.copyOf(variables);
  }

  /**
   * How many requests are let in: "API Gateway throttles requests to your API using the token
   * bucket algorithm, where a token counts for a request"; "the burst is the maximum bucket size"
   * (developer guide, Throttle requests to your REST APIs).
   */
  public record Throttle(int ratePerSecond, int burst) {}
}
