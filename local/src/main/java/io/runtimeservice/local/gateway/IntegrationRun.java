package io.runtimeservice.local.gateway;

import io.runtimeservice.local.gateway.definition.GatewayResponseType;
import io.runtimeservice.local.gateway.definition.IntegrationResponse;
import io.runtimeservice.local.gateway.mapping.ContextVariable;
import io.runtimeservice.local.gateway.mapping.InputVariable;
import io.runtimeservice.local.gateway.mapping.MappingTemplate;
import io.runtimeservice.local.gateway.mapping.MappingTemplate.NotEvaluatedException;
import io.vertx.core.Future;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the backend do what a request asks for, and words its answer for the caller. */
final class IntegrationRun {

  private static final Logger LOG = LoggerFactory.getLogger(IntegrationRun.class);

  private final Backends backends;
  private final Map<String, String> stageVariables;

  IntegrationRun(Backends backends, Map<String, String> stageVariables) {
    this.backends = backends;
    this.stageVariables = stageVariables;
  }

  Future<Reply> run(Exchange exchange) {
    var integration = exchange.route().integration();
    var type = MediaTypes.of(exchange.request().header("Content-Type"));
    MappingTemplate template = integration.templates().get(type);
    if (template == null) {
      return refused(GatewayResponseType.UNSUPPORTED_MEDIA_TYPE);
    }
    var input = new InputVariable(exchange.parameters());
    String payload;
    try {
      payload = template.evaluate(input, exchange.context(), stageVariables);
    } catch (NotEvaluatedException notRight) {
      return wrongFile(String.valueOf(notRight.getMessage()));
    }
    return backends
        .send(integration.backend(), payload)
        .compose(answer ->
            integration
                .response(answer.status())
                .map(response -> worded(exchange, response))
                .orElseGet(() -> refused(GatewayResponseType.API_CONFIGURATION_ERROR)));
  }

  /** What a template of an answer sees of the request is its parameters. */
  private Future<Reply> worded(Exchange exchange, IntegrationResponse response) {
    var context = exchange.context().with(Map.of());
    try {
      String body =
          response
              .template()
              .evaluate(new InputVariable(exchange.parameters()), context, stageVariables);
      return Future.succeededFuture(new Reply(status(context, response), headers(response), body));
    } catch (NotEvaluatedException notRight) {
      return wrongFile(String.valueOf(notRight.getMessage()));
    } catch (NumberFormatException notRight) {
      return wrongFile("a template sets a status that is no number");
    }
  }

  private static int status(ContextVariable context, IntegrationResponse response) {
    return context.responseStatus().map(Integer::valueOf).orElse(response.status());
  }

  private static Map<String, String> headers(IntegrationResponse response) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", MediaTypes.JSON);
    headers.putAll(response.headers());
    return headers;
  }

  /** The fault is the API's own: an operator has to learn of it. */
  private static Future<Reply> wrongFile(String what) {
    LOG.atError().addKeyValue("fault", what).log("the API's file is not right");
    return refused(GatewayResponseType.API_CONFIGURATION_ERROR);
  }

  private static Future<Reply> refused(GatewayResponseType type) {
    return Future.failedFuture(new RefusedException(type));
  }
}
