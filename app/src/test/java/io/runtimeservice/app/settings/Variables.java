package io.runtimeservice.app.settings;

import java.util.HashMap;
import java.util.Map;

/** Environment variables for tests. */
final class Variables {

  /** Those that have to be set, and no other. */
  static final Map<String, String> REQUIRED =
      Map.of(
          "RUNTIME_TABLE", "runtime",
          "RUNTIME_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/123456789012/marks",
          "FLY_ORG", "acme",
          "FLY_API_TOKEN_FILE", "/run/secrets/fly-token");

  private Variables() {}

  /** The required ones, and this one. */
  static Map<String, String> with(String name, String value) {
    var variables = new HashMap<>(REQUIRED);
    variables.put(name, value);
    return variables;
  }

  /** The required ones, without this one. */
  static Map<String, String> without(String name) {
    var variables = new HashMap<>(REQUIRED);
    variables.remove(name);
    return variables;
  }
}
