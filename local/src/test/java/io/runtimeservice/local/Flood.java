package io.runtimeservice.local;

import io.runtimeservice.local.http.Calls;
import io.runtimeservice.local.http.Calls.Call;
import io.runtimeservice.local.parts.GatewayPart;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Workflows that ask for one environment as fast as they are answered. */
final class Flood {

  /** In the full run ten thousand, as many as the simulated universe has marks in every run. */
  static final int CALLS = Integer.getInteger("flood.calls", 2_000);

  private static final int AT_ONCE = 50;
  private static final int ACCEPTED = 202;
  private static final int THROTTLED = 429;
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long PATIENCE_SECONDS = 120;

  private final GatewayPart gateway;
  private final URI to;
  private int left = CALLS;
  private int letIn;
  private int throttled;

  /** How it was answered. */
  record Answered(int letIn, int throttled, double seconds) {}

  Flood(GatewayPart gateway, EnvironmentKey key) {
    this.gateway = gateway;
    this.to =
        gateway
            .endpoint()
            .resolve(
                "/v1/github/apps/%s/environments/%s/reconcile"
                    .formatted(key.app(), key.environment()));
  }

  /** Blocks until all calls are answered. */
  Answered send() throws Exception {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      var calls = new Calls(vertx);
      var tokens = List.of(token(calls, ""), token(calls, "repository_id=9999"));
      long begun = System.nanoTime();
      var context = vertx.getOrCreateContext();
      var all =
          IntStream.range(0, AT_ONCE)
              .mapToObj(i -> {
                var done = Promise.<Void>promise();
                context.runOnContext(_ -> next(calls, tokens.get(i % 2)).onComplete(done));
                return done.future();
              })
              .toList();
      Future.all(all).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new Answered(letIn, throttled, (System.nanoTime() - begun) / 1e9);
    } finally {
      Answers.of(vertx.close());
    }
  }

  private String token(Calls calls, String wish) {
    var headers =
        MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/x-www-form-urlencoded");
    var call =
        new Call(
            HttpMethod.POST,
            URI.create(gateway.issuer().name() + "/token"),
            headers,
            Buffer.buffer(wish));
    return Answers.of(calls.send(call, DEADLINE)).body().toString(StandardCharsets.UTF_8).strip();
  }

  private Future<Void> next(Calls calls, String token) {
    if (left-- <= 0) {
      return Future.succeededFuture();
    }
    var headers = MultiMap.caseInsensitiveMultiMap().set("Authorization", "Bearer " + token);
    return calls
        .send(new Call(HttpMethod.POST, to, headers, Buffer.buffer()), DEADLINE)
        .compose(answer -> {
          letIn += answer.status() == ACCEPTED ? 1 : 0;
          throttled += answer.status() == THROTTLED ? 1 : 0;
          return next(calls, token);
        });
  }
}
