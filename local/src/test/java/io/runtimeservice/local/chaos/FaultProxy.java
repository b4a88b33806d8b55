package io.runtimeservice.local.chaos;

import io.runtimeservice.model.port.Answers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Stands before AWS, or before Fly, and passes on what comes; some of it suffers a {@link
 * ProxyFault}.
 */
public final class FaultProxy implements AutoCloseable {

  /** More than all replicas together keep open. */
  private static final int CONNECTIONS_MAX = 5000;

  private static final int THROTTLED = 400;
  private static final int BROKEN = 500;

  /** What each hop says for itself, and a checksum of what may be changed. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of("host", "content-length", "connection", "transfer-encoding", "x-amz-crc32");

  private final URI target;
  private final HttpClientAgent client;
  private final HttpServer server;
  private final AtomicReference<Function<ProxiedRequest, ProxyFault>> trouble =
      new AtomicReference<>(_ -> new ProxyFault.None());
  private final AtomicInteger hiddenSecondsMax = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicLong faults = new AtomicLong();

  public FaultProxy(Vertx vertx, URI target) {
    this.target = target;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    this.server =
        Answers.of(vertx.createHttpServer().requestHandler(this::receive).listen(0, "localhost"));
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.actualPort());
  }

  /** Decides from now on, on one thread, what happens to whom. */
  public void trouble(Function<ProxiedRequest, ProxyFault> next) {
    trouble.set(next);
  }

  /** Nothing goes wrong from now on. */
  void heal() {
    trouble(_ -> new ProxyFault.None());
  }

  /** Messages are nobody else's for so long at most, whatever is asked for. */
  void hideNoLongerThan(int seconds) {
    hiddenSecondsMax.set(seconds);
  }

  /** How many requests suffered something so far. */
  long faults() {
    return faults.get();
  }

  private void receive(HttpServerRequest http) {
    http.body()
        .onSuccess(body ->
            decide(
                http, Passage.soonVisible(ProxiedRequest.of(http, body), hiddenSecondsMax.get())));
  }

  private void decide(HttpServerRequest http, ProxiedRequest request) {
    ProxyFault fault = trouble.get().apply(request);
    if (!(fault instanceof ProxyFault.None)) {
      faults.incrementAndGet();
    }
    switch (fault) {
      case ProxyFault.None _ -> pass(http, Passage.whole(request));
      case ProxyFault.Throttled _ -> refuse(http, THROTTLED, throttled(request));
      case ProxyFault.Broken _ -> refuse(http, BROKEN, "InternalServerError");
      case ProxyFault.ResetBefore _ -> reset(http);
      case ProxyFault.ResetAfter _ -> send(request).onComplete(_ -> reset(http));
      case ProxyFault.SilentAfter _ -> send(request);
      case ProxyFault.Held(var until) -> until.onComplete(_ -> pass(http, Passage.whole(request)));
      case ProxyFault.TornPage(int items) -> pass(http, Passage.torn(request, items));
      case ProxyFault.EmptyPage _ -> empty(http, request);
      case ProxyFault.Unprocessed(int kept) -> pass(http, Passage.partly(request, kept));
    }
  }

  /** Each service has its own word for it. */
  private static String throttled(ProxiedRequest request) {
    if (request.isToSqs()) {
      return "RequestThrottled";
    }
    return request.operation().equals("Scan")
        ? "ThrottlingException"
        : "ProvisionedThroughputExceededException";
  }

  private void empty(HttpServerRequest http, ProxiedRequest request) {
    if (Passage.canBeEmpty(request)) {
      answer(http, 200, Passage.empty(request));
    } else {
      pass(http, Passage.torn(request, 1));
    }
  }

  private static void refuse(HttpServerRequest http, int status, String code) {
    answer(
        http,
        status,
        new JsonObject()
            .put("__type", "com.amazonaws#" + code)
            .put("message", "the proxy says " + code));
  }

  private static void answer(HttpServerRequest http, int status, JsonObject body) {
    http.response()
        .setStatusCode(status)
        .putHeader("content-type", "application/x-amz-json-1.0")
        .end(body.toBuffer());
  }

  private static void reset(HttpServerRequest http) {
    http.connection().close();
  }

  private record Received(HttpClientResponse response, Buffer body) {}

  private void pass(HttpServerRequest http, Passage passage) {
    send(passage.request())
        .onSuccess(received -> pass(http, passage, received))
        .onFailure(_ -> reset(http));
  }

  private static void pass(HttpServerRequest http, Passage passage, Received received) {
    boolean changes = received.response().statusCode() == 200 && received.body().length() > 0;
    var response = http.response().setStatusCode(received.response().statusCode());
    received
        .response()
        .headers()
        .forEach((name, value) -> {
          if (isPassedOn(name)) {
            response.putHeader(name, value);
          }
        });
    response.end(
        changes && isJson(passage.request())
            ? passage.answer().apply(received.body().toJsonObject()).toBuffer()
            : received.body());
  }

  /** What is said to Fly and by it is passed on as it is. */
  private static boolean isJson(ProxiedRequest request) {
    return !request.operation().isEmpty();
  }

  private Future<Received> send(ProxiedRequest request) {
    var options =
        new RequestOptions()
            .setMethod(request.method())
            .setHost(target.getHost())
            .setPort(target.getPort())
            .setURI(request.uri());
    request
        .headers()
        .forEach((name, value) -> {
          if (isPassedOn(name)) {
            options.addHeader(name, value);
          }
        });
    return client
        .request(options)
        .compose(open -> open.send(request.body()))
        .compose(response -> response.body().map(body -> new Received(response, body)));
  }

  private static boolean isPassedOn(String header) {
    return !NOT_PASSED_ON.contains(header.toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    Answers.of(Future.join(server.close(), client.close()));
  }
}
