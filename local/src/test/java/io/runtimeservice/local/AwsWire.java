package io.runtimeservice.local;

import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.local.chaos.FaultProxy;
import io.runtimeservice.local.chaos.ProxyFault;
import io.runtimeservice.local.gateway.definition.StackRole.Deed;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/**
 * Notes every request to AWS on its way there, by the role that makes it, and passes it on. There
 * is no Secrets Manager on this machine: it is played here, by one that gives anybody one secret.
 */
final class AwsWire implements AutoCloseable {

  private static final int NOT_FOUND = 400;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Deque<FaultProxy> proxies = new ArrayDeque<>();
  private final Map<Role, Queue<Seen>> seen = new EnumMap<>(Role.class);
  private final HttpServer secrets;
  private Map<AwsService, URI> services = Map.of();

  /** Whose requests they are. */
  enum Role {
    SERVICE("ServiceRole"),
    GATEWAY("GatewayRole");

    private final String resource;

    Role(String resource) {
      this.resource = resource;
    }

    /** What the stack's template calls it. */
    String resource() {
      return resource;
    }
  }

  /** A request, and when it came by. */
  record Seen(AwsRequest request, long atNanos) {}

  AwsWire() {
    for (Role role : Role.values()) {
      seen.put(role, new ConcurrentLinkedQueue<>());
    }
    secrets =
        Answers.of(
            vertx.createHttpServer().requestHandler(AwsWire::playSecrets).listen(0, "localhost"));
  }

  /** What a stack is started with. */
  Detours detours() {
    return new Detours(
        endpoints ->
            remembered(
                Map.of(
                    AwsService.DYNAMODB,
                        way(
                            Role.SERVICE,
                            Objects.requireNonNull(endpoints.get(AwsService.DYNAMODB))),
                    AwsService.SQS,
                        way(Role.SERVICE, Objects.requireNonNull(endpoints.get(AwsService.SQS))),
                    AwsService.SECRETS_MANAGER,
                        way(Role.SERVICE, URI.create("http://localhost:" + secrets.actualPort())))),
        queue -> way(Role.GATEWAY, queue.resolve("/")).resolve(queue.getPath()));
  }

  private Map<AwsService, URI> remembered(Map<AwsService, URI> ways) {
    services = ways;
    return ways;
  }

  /** The service's own ways, for whoever asks with its role: {@code bin/runtime doctor}. */
  Map<AwsService, URI> services() {
    return services;
  }

  /** Only the service's to the table, so that who measures does not slow down the queue. */
  Detours detoursToTheTable() {
    return new Detours(
        endpoints -> {
          var ways = new EnumMap<>(endpoints);
          ways.computeIfPresent(AwsService.DYNAMODB, (_, to) -> way(Role.SERVICE, to));
          return ways;
        },
        UnaryOperator.identity());
  }

  private URI way(Role role, URI target) {
    var proxy = new FaultProxy(vertx, target);
    proxies.push(proxy);
    proxy.trouble(request -> {
      queue(role).add(new Seen(AwsRequest.of(request), System.nanoTime()));
      return new ProxyFault.None();
    });
    return proxy.uri();
  }

  private Queue<Seen> queue(Role role) {
    return Objects.requireNonNull(seen.get(role));
  }

  private static void playSecrets(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          boolean isAsked =
              "secretsmanager.GetSecretValue".equals(request.getHeader("X-Amz-Target"));
          var answer =
              isAsked
                  ? new JsonObject()
                      .put("Name", body.toJsonObject().getString("SecretId"))
                      .put("VersionId", body.toJsonObject().getString("VersionId"))
                      .put("SecretString", "{\"url\":\"postgres://played\"}")
                  : new JsonObject().put("__type", "UnknownOperationException");
          request
              .response()
              .setStatusCode(isAsked ? 200 : NOT_FOUND)
              .putHeader("content-type", "application/x-amz-json-1.1")
              .end(answer.toBuffer());
        });
  }

  /** All that was asked for with a role so far. */
  List<Deed> deeds(Role role) {
    return queue(role).stream().flatMap(it -> it.request().deeds().stream()).toList();
  }

  /** When the service has read the records of an environment, which is how a pass begins. */
  List<Long> looks(EnvironmentKey key) {
    String record = "/ENV#" + key.environment();
    String app = "APP#" + key.app();
    return queue(Role.SERVICE).stream()
        .filter(it -> it.request().keys().stream().anyMatch(name -> name.equals(app + record)))
        .filter(it ->
            it.request().deeds().stream()
                .anyMatch(deed -> deed.action().equals("dynamodb:BatchGetItem")))
        .map(Seen::atNanos)
        .toList();
  }

  @Override
  public void close() {
    proxies.forEach(FaultProxy::close);
    Answers.of(vertx.close());
  }
}
