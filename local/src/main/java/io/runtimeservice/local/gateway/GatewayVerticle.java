package io.runtimeservice.local.gateway;

import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.local.gateway.definition.ApiDefinition;
import io.runtimeservice.local.gateway.definition.GatewayResponseType;
import io.runtimeservice.local.gateway.definition.Stage;
import io.runtimeservice.local.gateway.jwt.JwtAuthorizer;
import io.runtimeservice.local.gateway.jwt.JwtRules;
import io.runtimeservice.local.http.Calls;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The gateway on a port of this machine, for HTTP/1.1. */
public final class GatewayVerticle extends VerticleBase {

  /** What a payload may measure: 10 MB (API Gateway quotas, Payload size). */
  static final int PAYLOAD_BYTES_MAX = 10 * 1024 * 1024;

  /**
   * "Total combined size of request line and header values": 10240 bytes (API Gateway quotas); here
   * each of the two.
   */
  static final int HEAD_BYTES_MAX = 10_240;

  /** Longer than an integration may take, 29 s. */
  private static final int IDLE_SECONDS = 60;

  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Api api;
  private final World world;
  private final int port;

  /** What is played. */
  public record Api(ApiDefinition definition, Stage stage) {}

  /**
   * What it is played with.
   *
   * @param sqs where SQS is
   * @param issuer the address of the issuer that stands in for the one that the API trusts
   * @param localKeyId the access key that may sign
   * @param random what requests are numbered by
   */
  public record World(URI sqs, String issuer, String localKeyId, RandomGenerator random) {}

  public GatewayVerticle(Api api, World world, int port) {
    this.api = api;
    this.world = world;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    var time = new VertxTime(vertx);
    var calls = new Calls(vertx);
    var gateway =
        new Gateway(
            api.definition(),
            api.stage(),
            new Admission(world.localKeyId(), rules -> authorizer(rules, calls, time)),
            new Backends(calls, world.sqs()),
            new Gateway.Wiring(vertx, time, world.random()));
    var options =
        new HttpServerOptions()
            .setMaxHeaderSize(HEAD_BYTES_MAX)
            .setMaxInitialLineLength(HEAD_BYTES_MAX)
            .setHandle100ContinueAutomatically(true)
            .setIdleTimeout(IDLE_SECONDS)
            .setHttp2ClearTextEnabled(false);
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> receive(request, gateway))
        .invalidRequestHandler(
            request -> end(request, gateway.refusal(GatewayResponseType.DEFAULT_4XX)))
        .listen(port, "127.0.0.1");
  }

  private JwtAuthorizer authorizer(JwtRules rules, Calls calls, VertxTime time) {
    return new JwtAuthorizer(
        rules.of(world.issuer()), new PublishedKeys(calls, world.issuer()), time);
  }

  /** A payload that is too long is not waited for. */
  private void receive(HttpServerRequest request, Gateway gateway) {
    if (declaredLength(request) > PAYLOAD_BYTES_MAX) {
      request.handler(_ -> {});
      tooLarge(request, gateway);
      return;
    }
    var body = Buffer.buffer();
    request
        .handler(chunk -> {
          if (body.length() + chunk.length() > PAYLOAD_BYTES_MAX) {
            if (!request.response().ended()) {
              tooLarge(request, gateway);
            }
          } else {
            body.appendBuffer(chunk);
          }
        })
        .endHandler(_ -> {
          if (!request.response().ended()) {
            gateway
                .answer(head(request, body.toString(StandardCharsets.UTF_8)))
                .onSuccess(reply -> end(request, reply));
          }
        });
  }

  private static long declaredLength(HttpServerRequest request) {
    try {
      return Long.parseLong(Objects.requireNonNullElse(request.getHeader("Content-Length"), "0"));
    } catch (NumberFormatException beyondAnyLength) {
      return Long.MAX_VALUE;
    }
  }

  /** Who is still sending learns of the answer only if the connection outlasts it for a moment. */
  private void tooLarge(HttpServerRequest request, Gateway gateway) {
    request.response().putHeader("Connection", "close");
    end(request, gateway.refusal(GatewayResponseType.REQUEST_TOO_LARGE));
    vertx.setTimer(LINGER.toMillis(), _ -> request.connection().close());
  }

  private static MethodRequest head(HttpServerRequest request, String body) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach(headers::put);
    return new MethodRequest(
        request.method().name(),
        Objects.requireNonNullElse(request.path(), ""),
        Objects.requireNonNullElse(request.query(), ""),
        headers,
        body);
  }

  private static void end(HttpServerRequest request, Reply reply) {
    var response = request.response();
    if (!response.closed()) {
      response.setStatusCode(reply.status());
      reply.headers().forEach(response::putHeader);
      response.end(reply.body());
    }
  }
}
