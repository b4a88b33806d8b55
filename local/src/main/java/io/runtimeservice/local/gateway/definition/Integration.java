package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.local.gateway.mapping.MappingTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done with a request that was let in.
 *
 * @param backend whom it is sent to
 * @param templates of the payload that is sent, by the media type of the one that came; a payload
 *     of another type is refused ({@code passthroughBehavior: never})
 * @param responses what is made of the answer
 */
public record Integration(
    Backend backend, Map<String, MappingTemplate> templates, List<IntegrationResponse> responses) {

  public Integration {
    templates = Map.copyOf(templates);
    responses = List.copyOf(responses);
  }

  /** Whom a request is sent to. */
  public sealed interface Backend {

    /**
     * SQS.
     *
     * @param path below the service's endpoint
     * @param deadline until when an answer has to be there
     */
    record Sqs(String path, Map<String, String> headers, Duration deadline) implements Backend {
      public Sqs {
        headers = Map.copyOf(headers);
      }
    }

    /** Nobody: the payload says which status there is to be, {@code {"statusCode": 404}}. */
    record Mock() implements Backend {}
  }

  /** The response that is for a status of the backend. A pattern has to match all of it. */
  public Optional<IntegrationResponse> response(int status) {
    String text = Integer.toString(status);
    return responses.stream()
        .filter(it -> it.selects().filter(pattern -> pattern.matcher(text).matches()).isPresent())
        .findFirst()
        .or(() -> responses.stream().filter(it -> it.selects().isEmpty()).findFirst());
  }
}
