package io.runtimeservice.simulator.http;

import io.runtimeservice.simulator.fly.FlyWorld;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A simulated Fly as a server: its API on one port, its edge on another. All of it, the world
 * included, runs on this verticle's event loop.
 */
public final class FlyVerticle extends VerticleBase {

  private final FlyWorld world;
  private final Ports ports;
  private final Consumer<Exchange> listener;
  private final Promise<Ports> listening = Promise.promise();

  /**
   * Where it listens; 0 for any that is free.
   *
   * @param web where the edge answers
   */
  public record Ports(int api, int web) {}

  public FlyVerticle(FlyWorld world, Ports ports) {
    this(world, ports, _ -> {});
  }

  /**
   * A server that tells what went over the wire.
   *
   * @param listener told of each exchange of the API
   */
  public FlyVerticle(FlyWorld world, Ports ports, Consumer<Exchange> listener) {
    this.world = world;
    this.ports = ports;
    this.listener = listener;
  }

  @Override
  public Future<?> start() {
    return new ApiServer(world, listener)
        .listen(vertx, ports.api())
        .compose(
            api -> new EdgeServer(world).listen(vertx, ports.web()).map(web -> ports(api, web)))
        .onComplete(listening);
  }

  private static Ports ports(HttpServer api, HttpServer web) {
    return new Ports(api.actualPort(), web.actualPort());
  }

  /** The ports that it listens on, once it does. */
  public Future<Ports> listening() {
    return listening.future();
  }

  /** Does something in the world, on its own event loop. */
  public <T> Future<T> inWorld(Function<FlyWorld, T> deed) {
    var promise = Promise.<T>promise();
    context.runOnContext(_ -> {
      try {
        promise.complete(deed.apply(world));
      } catch (RuntimeException e) {
        promise.fail(e);
      }
    });
    return promise.future();
  }
}
