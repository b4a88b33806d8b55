package io.runtimeservice.local.gateway;

import io.runtimeservice.local.gateway.definition.ApiDefinition;
import io.runtimeservice.local.gateway.definition.GatewayResponseType;
import io.runtimeservice.local.gateway.definition.Route;
import io.runtimeservice.local.gateway.definition.Routes;
import io.runtimeservice.local.gateway.definition.Stage;
import io.runtimeservice.local.gateway.mapping.ContextVariable;
import io.runtimeservice.local.gateway.mapping.Parameters;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.FaultTrace;
import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a request, in API Gateway's order: its route is found, it is counted, its caller
 * is let in, it is validated, sent, and the answer is worded. Whatever does not hold ends it, with
 * an answer of the gateway's own.
 */
final class Gateway {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private static final int LONG_CHARACTERS = 64 * 1024;

  private final ApiDefinition api;
  private final Admission admission;
  private final IntegrationRun integration;
  private final Vertx vertx;
  private final Time time;
  private final RandomGenerator random;
  private final Stage.Throttle throttle;
  private final Map<Route, TokenBucket> buckets = new HashMap<>();

  Gateway(ApiDefinition api, Stage stage, Admission admission, Backends backends, Wiring wiring) {
    this.api = api;
    this.admission = admission;
    this.integration = new IntegrationRun(backends, stage.variables());
    this.vertx = wiring.vertx();
    this.time = wiring.time();
    this.random = wiring.random();
    this.throttle = stage.throttle();
  }

  /**
   * Time and chance.
   *
   * @param vertx has the threads that may take their time
   */
  record Wiring(Vertx vertx, Time time, RandomGenerator random) {}

  /** Never fails. */
  Future<Reply> answer(MethodRequest request) {
    var ids = RequestIds.draw(random);
    var known = ids.known();
    return Future.succeededFuture(request)
        .compose(it -> admitted(it, known))
        .compose(this::validated)
        .compose(integration::run)
        .recover(thrown -> Future.succeededFuture(refusal(type(thrown), known)))
        .map(reply -> with(ids, reply));
  }

  /** The answer to what came in no form that could be understood. */
  Reply refusal(GatewayResponseType type) {
    var ids = RequestIds.draw(random);
    return with(ids, refusal(type, ids.known()));
  }

  private Future<Exchange> admitted(MethodRequest request, Map<String, String> known) {
    var found = api.routes().find(request.method(), request.path());
    if (found.isEmpty()) {
      return refused(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN);
    }
    Route route = found.get().route();
    if (!buckets.computeIfAbsent(route, _ -> new TokenBucket(throttle, time)).take()) {
      return refused(GatewayResponseType.THROTTLED);
    }
    var context = new ContextVariable(known);
    return parameters(request, found.get())
        .compose(parameters ->
            admission
                .admit(request, route.access())
                .map(caller -> new Exchange(request, route, parameters, context.with(caller))));
  }

  private static Future<Parameters> parameters(MethodRequest request, Routes.Found found) {
    var path = new TreeMap<String, String>();
    for (var hole : found.holes().entrySet()) {
      var decoded = Percent.decoded(hole.getValue());
      if (decoded.isEmpty()) {
        return refused(GatewayResponseType.DEFAULT_4XX);
      }
      path.put(hole.getKey(), decoded.get());
    }
    return Percent.query(request.query())
        .map(query -> Future.succeededFuture(new Parameters(path, query, request.headers())))
        .orElseGet(() -> refused(GatewayResponseType.DEFAULT_4XX));
  }

  /** A long payload is read elsewhere: megabytes of JSON would hold the event loop. */
  private Future<Exchange> validated(Exchange exchange) {
    if (exchange.request().body().length() <= LONG_CHARACTERS) {
      return passed(exchange, RequestValidator.fault(exchange));
    }
    return vertx
        .executeBlocking(() -> RequestValidator.fault(exchange))
        .compose(fault -> passed(exchange, Objects.requireNonNull(fault)));
  }

  private static Future<Exchange> passed(Exchange exchange, Optional<GatewayResponseType> fault) {
    return fault.map(Gateway::<Exchange>refused).orElseGet(() -> Future.succeededFuture(exchange));
  }

  private static <T> Future<T> refused(GatewayResponseType type) {
    return Future.failedFuture(new RefusedException(type));
  }

  private static GatewayResponseType type(Throwable thrown) {
    if (thrown instanceof RefusedException refused) {
      return refused.type();
    }
    LOG.atError().addKeyValue("fault", FaultTrace.of(thrown)).log("the gateway failed");
    return GatewayResponseType.DEFAULT_5XX;
  }

  private Reply refusal(GatewayResponseType type, Map<String, String> known) {
    var context =
        new ContextVariable(known)
            .with(Map.of("error.messageString", Json.write(Values.text(type.message()))));
    var response = api.responses().of(type);
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", MediaTypes.JSON);
    headers.putAll(response.headers());
    return new Reply(response.status().orElse(type.status()), headers, response.payload(context));
  }

  private static Reply with(RequestIds ids, Reply reply) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(reply.headers());
    headers.put("x-amzn-RequestId", ids.id());
    headers.put("x-amz-apigw-id", ids.extended());
    return new Reply(reply.status(), headers, reply.body());
  }
}
