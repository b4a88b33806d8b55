package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.local.gateway.mapping.MappingExpression;
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
 * @param templates of its body, by media type
 */
public record IntegrationResponse(
    Optional<Pattern> selects,
    int status,
    Map<String, MappingExpression> headers,
    Map<String, MappingTemplate> templates) {

  public IntegrationResponse {
    headers = Map.copyOf(headers);
  }
}
