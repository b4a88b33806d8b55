package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.simulator.fly.FlyError;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.Refusals;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fly's HTTP API, below {@code /v1}. */
final class ApiServer {

  /** More than any request of Fly's clients. */
  static final int BODY_BYTES_MAX = 1024 * 1024;

  /** RFC 9110, 5.6.7: the day has two digits. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Pattern SCHEME = Pattern.compile("(?i)^(Bearer|FlyV1) +");

  private final FlyWorld world;
  private final Consumer<Exchange> listener;
  private final AppRoutes apps;
  private final AddressRoutes addresses;
  private final SecretRoutes secrets;
  private final CertificateRoutes certificates;
  private final MachineRoutes machines;
  private final FleetRoutes fleet;
  private final Knobs knobs;

  ApiServer(FlyWorld world, Consumer<Exchange> listener) {
    this.world = world;
    this.listener = listener;
    this.apps = new AppRoutes(world);
    this.addresses = new AddressRoutes(world);
    this.secrets = new SecretRoutes(world);
    this.certificates = new CertificateRoutes(world);
    this.machines = new MachineRoutes(world);
    this.fleet = new FleetRoutes(world);
    this.knobs = new Knobs(world);
  }

  Future<HttpServer> listen(Vertx vertx, int port) {
    return vertx.createHttpServer().requestHandler(this::receive).listen(port, "127.0.0.1");
  }

  private void receive(HttpServerRequest http) {
    var body = Buffer.buffer();
    http.handler(chunk -> {
      if (body.length() + chunk.length() <= BODY_BYTES_MAX) {
        body.appendBuffer(chunk);
      } else {
        http.connection().close();
      }
    });
    http.endHandler(_ -> answer(http, body));
  }

  private void answer(HttpServerRequest http, Buffer body) {
    String path = Optional.ofNullable(http.path()).orElse("");
    if (Knobs.isFor(path)) {
      send(http, body, knobs.turn(http.method().name(), path, body.toString()));
      return;
    }
    Optional<ApiCall> call;
    try {
      call = route(request(http, body));
    } catch (FlyError error) {
      refuse(http, body, error);
      return;
    } catch (NumberFormatException e) {
      refuse(http, body, Refusals.invalid("expected a number"));
      return;
    }
    if (call.isEmpty()) {
      http.response().setStatusCode(404).end("404 page not found");
      return;
    }
    world
        .door()
        .enter(call.get().visit(), call.get().work())
        .onSuccess(reply -> send(http, body, reply))
        .onFailure(thrown -> refuse(http, body, asError(thrown)));
  }

  private static FlyError asError(Throwable thrown) {
    return thrown instanceof FlyError error ? error : Refusals.broken(500);
  }

  private Optional<ApiCall> route(ApiRequest request) {
    return Stream.of(
            apps.of(request),
            addresses.of(request),
            secrets.of(request),
            certificates.of(request),
            machines.of(request),
            fleet.of(request))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static ApiRequest request(HttpServerRequest http, Buffer body) {
    var segments = List.of(Optional.ofNullable(http.path()).orElse("").split("/", -1));
    boolean below = segments.size() > 2 && segments.get(1).equals("v1");
    return new ApiRequest(
        http.method().name(),
        below ? segments.stream().skip(2).map(ApiServer::decoded).toList() : List.of(),
        query(http),
        token(Optional.ofNullable(http.getHeader("Authorization")).orElse("")),
        Optional.ofNullable(http.getHeader("fly-machine-lease-nonce")),
        body.toString());
  }

  /** A plus sign in a path is a plus sign. */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid("path is not valid");
    }
  }

  private static Map<String, String> query(HttpServerRequest http) {
    var query = new HashMap<String, String>();
    http.params().forEach((name, value) -> query.merge(name, value, (a, b) -> a + "," + b));
    return query;
  }

  /** Of several tokens the first counts. */
  private static String token(String header) {
    String all = SCHEME.matcher(header).replaceFirst("");
    return Arrays.stream(all.split(",")).map(String::strip).findFirst().orElse("");
  }

  private void send(HttpServerRequest http, Buffer sent, Reply reply) {
    var response = http.response().setStatusCode(reply.status());
    response.putHeader("fly-request-id", world.requestId());
    response.putHeader("date", DATE.format(world.now()));
    var text = reply.body().map(Json::write);
    listener.accept(
        new Exchange(
            http.method().name(),
            http.uri(),
            Optional.of(sent.toString()).filter(it -> !it.isEmpty()),
            reply.status(),
            text));
    if (text.isPresent()) {
      response.putHeader("content-type", "application/json").end(text.get());
    } else {
      response.end();
    }
  }

  private void refuse(HttpServerRequest http, Buffer sent, FlyError error) {
    error
        .retryAfter()
        .ifPresent(delay -> {
          long seconds = Math.ceilDiv(delay.toMillis(), 1000L);
          http.response().putHeader("retry-after", Long.toString(seconds));
        });
    Value body = Values.tree().put("error", error.text()).putText("status", error.code()).build();
    send(http, sent, new Reply(error.status(), Optional.of(body)));
  }
}
