package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.Pace;
import io.runtimeservice.simulator.http.FlyVerticle;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Random;

/** Makes one preview by real passes over the simulated Fly, and reads it from everybody. */
final class FirstPreview {

  static final EnvironmentKey KEY = EnvironmentKey.of("shop-0", "pr-0");

  private static final String TOKEN = "fm2_ours";
  private static final String IMAGE =
      "registry.fly.io/checkout@sha256:1111111111111111111111111111111111111111111111111111111111111111";

  private static final long LOOK_MILLIS = 200;

  /** By then it is ready, or never will be; most take some seconds. */
  private static final long READY_MILLIS_MAX = 60_000;

  /** All lists show everything by then, and nobody is at work on it any more. */
  private static final long SETTLED_MILLIS = 5_000;

  private final Vertx vertx = Vertx.vertx();
  private final InMemoryTable table = new InMemoryTable();

  private FirstPreview() {}

  static Preview make() throws Exception {
    var first = new FirstPreview();
    try {
      return first.converged();
    } finally {
      Blocking.of(first.vertx.close());
    }
  }

  /** The record of any app. */
  static Value.Tree app(AppId id) {
    return Values.tree()
        .put("appId", id.value())
        .put(
            "gitRepository",
            Values.tree()
                .put("fullName", "acme/" + id)
                .put("repositoryId", 1)
                .put("ownerId", 2)
                .build())
        .put("config", Values.tree().put("LOG_LEVEL", "info").build())
        .build();
  }

  private static Value.Tree environment() {
    return Values.tree()
        .put("environmentId", KEY.environment().value())
        .put("type", "preview")
        .put("branch", "feature")
        .put("generation", 1)
        .put("desired", "running")
        .put(
            "spec",
            Values.tree()
                .put("image", IMAGE)
                .put("config", Values.tree().put(Specimen.OWN, KEY.toString()).build())
                .build())
        .build();
  }

  private Preview converged() throws Exception {
    var world = new FlyWorld(new VertxTime(vertx), new Random(1), Pace.BRISK);
    world.organisation(Whose.ORGANISATION, TOKEN);
    var fly = new FlyVerticle(world, new FlyVerticle.Ports(0, 0));
    Blocking.of(vertx.deployVerticle(fly));
    var url = URI.create("http://127.0.0.1:" + Blocking.of(fly.listening()).api());
    var engine = new EngineUnderTest(vertx, Blocking.loop(vertx), url, table, Telemetry.NONE);
    Blocking.on(
        engine.loop(),
        () -> {
          table.putApp(KEY.app(), app(KEY.app()));
          table.putEnvironment(KEY, environment());
          return "";
        });
    engine.open();
    awaitReady(engine.loop());
    Thread.sleep(SETTLED_MILLIS);
    engine.close();
    return read(vertx.createHttpClient(), url);
  }

  private void awaitReady(Context loop) throws Exception {
    for (long left = READY_MILLIS_MAX; ; left -= LOOK_MILLIS) {
      var status = Blocking.on(loop, () -> table.status(KEY));
      if (status.text("state").filter("Ready"::equals).isPresent()) {
        return;
      }
      if (left <= 0) {
        throw new IllegalStateException(
            "the first preview is not ready after %d ms: %s"
                .formatted(READY_MILLIS_MAX, Json.write(status)));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private Preview read(HttpClientAgent client, URI url) throws Exception {
    var runtime = table.runtime(KEY).orElseThrow();
    String name = runtime.text("flyApp").orElseThrow();
    String organisation = Whose.ORGANISATION;
    return new Preview(
        KEY,
        new FlyAppName(name),
        app(KEY.app()),
        table.environment(KEY).orElseThrow(),
        runtime,
        only(get(client, url, "/v1/apps?org_slug=" + organisation), "apps"),
        only(get(client, url, "/v1/orgs/" + organisation + "/machines?limit=1000"), "machines"),
        first(get(client, url, "/v1/apps/" + name + "/machines")));
  }

  private static Value get(HttpClientAgent client, URI url, String path) throws Exception {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(url.getHost())
            .setPort(url.getPort())
            .setURI(path)
            .putHeader("Authorization", "FlyV1 " + TOKEN);
    return Json.read(
        Blocking.of(
                client.request(options).compose(it -> it.send()).compose(answer -> answer.body()))
            .getBytes());
  }

  private static Value.Tree only(Value list, String name) {
    return list instanceof Value.Tree tree ? first(new Value.Many(tree.items(name))) : first(list);
  }

  private static Value.Tree first(Value list) {
    if (list instanceof Value.Many many && many.items().getFirst() instanceof Value.Tree tree) {
      return tree;
    }
    throw new IllegalStateException("the simulated Fly shows nothing");
  }
}
