package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.MachineShot;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Fly's edge: answers for each app by the Host header, from the machine that serves, with what that
 * machine runs. In the place of an app's own answer it says what it was given; of its secrets,
 * their names.
 */
final class EdgeServer {

  private final FlyWorld world;

  EdgeServer(FlyWorld world) {
    this.world = world;
  }

  Future<HttpServer> listen(Vertx vertx, int port) {
    return vertx.createHttpServer().requestHandler(this::receive).listen(port, "127.0.0.1");
  }

  private void receive(HttpServerRequest http) {
    String host =
        Optional.ofNullable(http.authority())
            .map(it -> it.host())
            .orElse("")
            .toLowerCase(Locale.ROOT);
    world
        .edge()
        .serve(host)
        .onSuccess(machine ->
            machine.ifPresentOrElse(
                it -> send(http, 200, answer(it)),
                () -> send(http, 503, refusal("no machine answers for " + host))))
        .onFailure(_ -> send(http, 502, refusal("the edge could not reach a machine")));
  }

  private static Value.Tree answer(MachineShot shot) {
    return Values.tree()
        .put("app", shot.app())
        .put("machine", shot.id().value())
        .put("region", shot.place().region())
        .put("version", shot.version())
        .put("image", shot.config().text("image").orElse(""))
        .put("config", shot.config().tree("env"))
        .put("secrets", Values.texts(new TreeSet<>(shot.secrets().keySet())))
        .build();
  }

  private static Value.Tree refusal(String text) {
    return Values.tree().put("error", text).build();
  }

  private static void send(HttpServerRequest http, int status, Value body) {
    http.response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(Json.write(body) + "\n");
  }
}
