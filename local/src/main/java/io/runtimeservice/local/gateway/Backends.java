package io.runtimeservice.local.gateway;

import io.runtimeservice.local.gateway.definition.GatewayResponseType;
import io.runtimeservice.local.gateway.definition.Integration.Backend;
import io.runtimeservice.local.http.Calls;
import io.runtimeservice.local.http.Calls.Answer;
import io.runtimeservice.local.http.Calls.Call;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.failure.FaultTrace;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what an integration yields, over HTTP and as it is, without an SDK in between. */
final class Backends {

  private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

  private final Calls calls;
  private final URI sqs;

  /**
   * Backends.
   *
   * @param sqs where SQS is on this machine
   */
  Backends(Calls calls, URI sqs) {
    this.calls = calls;
    this.sqs = sqs;
  }

  /** The backend's answer, whatever it says; fails with a refusal if there is none. */
  Future<Answer> send(Backend backend, String payload) {
    return switch (backend) {
      case Backend.Mock() -> mocked(payload);
      case Backend.Sqs to ->
          calls
              .send(call(to, payload), to.deadline())
              .recover(thrown -> Future.failedFuture(new RefusedException(type(thrown))));
    };
  }

  private Call call(Backend.Sqs to, String payload) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    to.headers().forEach(headers::set);
    return new Call(HttpMethod.POST, sqs.resolve(to.path()), headers, Buffer.buffer(payload));
  }

  private static GatewayResponseType type(Throwable thrown) {
    LOG.atWarn().addKeyValue("fault", FaultTrace.of(thrown)).log("the queue does not answer");
    return thrown instanceof TimeoutException
        ? GatewayResponseType.INTEGRATION_TIMEOUT
        : GatewayResponseType.INTEGRATION_FAILURE;
  }

  private static Future<Answer> mocked(String payload) {
    try {
      if (Json.read(payload) instanceof Value.Tree tree && tree.whole("statusCode").isPresent()) {
        return Future.succeededFuture(
            new Answer(
                Math.toIntExact(tree.whole("statusCode").get()),
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer()));
      }
    } catch (Json.MalformedJsonException | ArithmeticException malformed) {
      // falls through to the refusal
    }
    return Future.failedFuture(new RefusedException(GatewayResponseType.API_CONFIGURATION_ERROR));
  }
}
