package io.runtimeservice.local.gateway;

import io.runtimeservice.local.gateway.definition.GatewayResponseType;
import io.runtimeservice.local.gateway.definition.IntegrationResponse;
import io.runtimeservice.local.gateway.mapping.ContextVariable;
import io.runtimeservice.local.gateway.mapping.InputVariable;
import io.runtimeservice.local.gateway.mapping.MappingExpression.Sources;
import io.runtimeservice.local.gateway.mapping.MappingTemplate;
import io.runtimeservice.local.gateway.mapping.MappingTemplate.NotEvaluatedException;
import io.runtimeservice.local.http.Calls.Answer;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
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
    var input = new InputVariable(exchange.request().body(), exchange.parameters());
    String payload;
    try {
      payload = template.evaluate(input, exchange.context(), stageVariables);
    } catch (NotEvaluatedException notRight) {
      return wrongFile(String.valueOf(notRight.getMessage()));
    }
    var sources = new Sources(exchange.context(), exchange.parameters());
    return backends
        .send(integration.backend(), payload, sources)
        .compose(answer ->
            integration
                .response(answer.status())
                .map(response -> worded(exchange, answer, response))
                .orElseGet(() -> refused(GatewayResponseType.API_CONFIGURATION_ERROR)));
  }

  /** What a template of an answer sees is the answer's payload and the request's parameters. */
  private Future<Reply> worded(Exchange exchange, Answer answer, IntegrationResponse response) {
    var context =
        exchange.context().with(Map.of("integration.status", Integer.toString(answer.status())));
    String payload = answer.body().toString(StandardCharsets.UTF_8);
    var template = MediaTypes.accepted(exchange.request().header("Accept"), response.templates());
    try {
      String body =
          template.isEmpty()
              ? payload
              : template
                  .get()
                  .evaluate(
                      new InputVariable(payload, exchange.parameters()), context, stageVariables);
      return Future.succeededFuture(
          new Reply(status(context, response), headers(exchange, answer, response, context), body));
    } catch (NotEvaluatedException notRight) {
      return wrongFile(String.valueOf(notRight.getMessage()));
    } catch (NumberFormatException notRight) {
      return wrongFile("a template sets a status that is no number");
    }
  }

  private static int status(ContextVariable context, IntegrationResponse response) {
    return context.responseStatus().map(Integer::valueOf).orElse(response.status());
  }

  private static Map<String, String> headers(
      Exchange exchange, Answer answer, IntegrationResponse response, ContextVariable context) {
    var answered = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    answer.headers().forEach(answered::put);
    var sources = new Sources(context, exchange.parameters(), answered);
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", MediaTypes.JSON);
    response
        .headers()
        .forEach((name, from) -> from.value(sources).ifPresent(value -> headers.put(name, value)));
    headers.putAll(context.responseHeaders());
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
