package io.runtimeservice.local.parts;

import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import io.runtimeservice.simulator.fly.Pace;
import io.runtimeservice.simulator.http.FlyVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** The simulated Fly, its API on one port and its edge on another. */
public final class FlyPart implements AutoCloseable {

  public static final String ORGANISATION = "local";

  /** It opens nothing but this simulation. */
  public static final String TOKEN = "fm2_local";

  /** An image whose process ends with an error as soon as it has started. */
  public static final String CRASHES = "registry.fly.io/checkout:crashes";

  /** Images that do not serve, by name; all others do. */
  private static final Map<String, ImageBehaviour> BEHAVIOURS =
      Map.of(CRASHES, new ImageBehaviour.Exits(1, false, Duration.ofMillis(500)));

  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx;
  private final FlyVerticle fly;
  private final FlyVerticle.Ports ports;

  private FlyPart(Vertx vertx, FlyVerticle fly, FlyVerticle.Ports ports) {
    this.vertx = vertx;
    this.fly = fly;
    this.ports = ports;
  }

  /** Starts it; blocks until it answers. */
  public static FlyPart start(FlyVerticle.Ports ports) throws Exception {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var world = new FlyWorld(new VertxTime(vertx), RandomGenerator.getDefault(), Pace.BRISK);
    world.organisation(ORGANISATION, TOKEN);
    BEHAVIOURS.forEach(world.registry()::put);
    var fly = new FlyVerticle(world, ports);
    vertx.deployVerticle(fly).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return new FlyPart(vertx, fly, fly.listening().await(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  /** Where its API is, {@code FLY_FLAPS_BASE_URL}. */
  public URI endpoint() {
    return URI.create("http://localhost:" + ports.api());
  }

  /** Where its edge answers by the Host header. */
  public int webPort() {
    return ports.web();
  }

  public FlyVerticle fly() {
    return fly;
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
