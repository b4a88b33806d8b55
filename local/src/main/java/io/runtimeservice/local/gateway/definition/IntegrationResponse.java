package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.local.gateway.mapping.MappingTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is made of an answer of the backend.
 *
 * @param selects which statuses of the backend it is for; empty for those that no other is for
 * @param status what the caller gets
 * @param headers of the answer to the caller
 * @param template of its body, whatever the caller accepts: there is one
 */
public record IntegrationResponse(
    Optional<Pattern> selects, int status, Map<String, String> headers, MappingTemplate template) {

  public IntegrationResponse {
    headers = Map.copyOf(headers);
  }
}
