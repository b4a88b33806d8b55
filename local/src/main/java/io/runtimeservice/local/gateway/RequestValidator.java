package io.runtimeservice.local.gateway;

import io.runtimeservice.local.gateway.definition.GatewayResponseType;
import io.runtimeservice.local.gateway.definition.Schema;
import io.runtimeservice.local.gateway.definition.Validation;
import io.runtimeservice.local.gateway.mapping.Parameters;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.util.Optional;

/** Sees to it that a request is as its route's validator demands. */
final class RequestValidator {

  private RequestValidator() {}

  /** The refusal, if it is not. */
  static Optional<GatewayResponseType> fault(Exchange exchange) {
    return exchange.route().validation().flatMap(it -> fault(it, exchange));
  }

  private static Optional<GatewayResponseType> fault(Validation validation, Exchange exchange) {
    boolean isComplete =
        validation.required().stream()
            .map(it -> value(it, exchange.parameters()))
            .allMatch(value -> value.filter(it -> !it.isBlank()).isPresent());
    if (!isComplete) {
      return Optional.of(GatewayResponseType.BAD_REQUEST_PARAMETERS);
    }
    Schema model =
        validation.models().get(MediaTypes.of(exchange.request().header("Content-Type")));
    return model == null || model.isHeldBy(payload(exchange.request().body()))
        ? Optional.empty()
        : Optional.of(GatewayResponseType.BAD_REQUEST_BODY);
  }

  private static Optional<String> value(Validation.Parameter parameter, Parameters parameters) {
    var byName =
        switch (parameter.place()) {
          case PATH -> parameters.path();
          case QUERYSTRING -> parameters.query();
          case HEADER -> parameters.headers();
        };
    return Optional.ofNullable(byName.get(parameter.name()));
  }

  /** An empty payload is an empty object; what is no JSON is nothing that a model is held by. */
  private static Value payload(String body) {
    try {
      return body.isEmpty() ? Value.Tree.EMPTY : Json.read(body);
    } catch (Json.MalformedJsonException malformed) {
      return new Value.Null();
    }
  }
}
