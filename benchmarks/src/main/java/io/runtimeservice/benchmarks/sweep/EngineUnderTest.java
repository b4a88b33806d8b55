package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.adapters.fly.FlyHttpClient;
import io.runtimeservice.adapters.fly.FlyTokenFile;
import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.reconciler.Engine;
import io.runtimeservice.reconciler.Options;
import io.runtimeservice.reconciler.control.BrakeRule;
import io.runtimeservice.reconciler.limit.FlyRates;
import io.runtimeservice.reconciler.limit.Rate;
import io.runtimeservice.simulator.queue.InMemoryMarkQueue;
import io.runtimeservice.simulator.secrets.InMemorySecretSource;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The service's engine on an event loop of its own, with the client that it has for Fly. The table
 * is in memory, and so is the queue, unless there is another one. Sweeps follow one another at
 * once, and the engine knows no limit of Fly's list: who opens it may have one.
 */
public final class EngineUnderTest {

  static final Duration WHOLE_LOOK_INTERVAL = Duration.ofHours(24);

  /** As good as never. */
  private static final Duration NEVER = Duration.ofDays(1);

  /** One after another. */
  private static final Duration ALWAYS = Duration.ofMillis(50);

  private static final Duration FEED_INTERVAL = Duration.ofMillis(100);
  private static final Rate UNLIMITED = new Rate(100_000, 100_000);

  private final Vertx vertx;
  private final URI fly;
  private final InMemoryTable table;
  private final Telemetry telemetry;
  private final Context loop;
  private Optional<Engine> engine = Optional.empty();

  public EngineUnderTest(
      Vertx vertx, Context loop, URI fly, InMemoryTable table, Telemetry telemetry) {
    this.vertx = vertx;
    this.fly = fly;
    this.table = table;
    this.telemetry = telemetry;
    this.loop = loop;
  }

  public Context loop() {
    return loop;
  }

  public Engine engine() {
    return engine.orElseThrow();
  }

  /** Ports through which an engine is watched, and what stands between it and Fly. */
  public record Watched(
      EnvironmentStore environments,
      Inventory inventory,
      UnaryOperator<Fly> fly,
      Function<Time, MarkQueue> queue) {

    Watched(EnvironmentStore environments, Inventory inventory, UnaryOperator<Fly> fly) {
      this(environments, inventory, fly, InMemoryMarkQueue::new);
    }
  }

  /** Opens it; it sweeps once, when there is nothing yet. */
  void open() throws Exception {
    open(
        new Watched(table.environmentStore(), table.inventory(), UnaryOperator.identity()),
        NEVER,
        NEVER);
  }

  /** Opens it, to be watched, with marks alone; it sweeps once, when it begins. */
  public void openForMarks(Watched watched) throws Exception {
    open(watched, NEVER, NEVER);
  }

  /** Opens it, to be watched; one sweep follows another. */
  void open(Watched watched) throws Exception {
    open(watched, ALWAYS, FEED_INTERVAL);
  }

  private void open(Watched watched, Duration sweeps, Duration polls) throws Exception {
    var time = new VertxTime(vertx);
    var file = Files.createTempFile("fly-token", "");
    Files.writeString(file, "fm2_ours");
    var token = new FlyTokenFile(vertx.fileSystem(), file, time);
    Blocking.of(token.open());
    Files.delete(file);
    token.close();
    Blocking.on(
        loop,
        () -> {
          var opened =
              Engine.assemble(
                  new Engine.World(
                      watched.fly().apply(new FlyHttpClient(vertx, fly, token, time, telemetry)),
                      watched.environments(),
                      table.runtimeStore(),
                      table.hostClaims(),
                      watched.queue().apply(time),
                      new InMemorySecretSource(),
                      table.controlStore(),
                      table.sweepStore(),
                      watched.inventory(),
                      time,
                      () -> true,
                      telemetry),
                  options(sweeps, polls),
                  new Random(1));
          opened.open();
          engine = Optional.of(opened);
          return "";
        });
  }

  private static Options options(Duration sweeps, Duration polls) {
    return new Options(
        new Options.Whose(Whose.INSTALLATION, Whose.ORGANISATION, "replica"),
        new Options.Pace(
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(2),
            64,
            new FlyRates(UNLIMITED, FlyRates.DEFAULT.appCreate())),
        new Options.Sweeping(
            sweeps, polls, WHOLE_LOOK_INTERVAL, Options.Sweeping.SEGMENTS, true, false),
        new BrakeRule(10, 5, 20));
  }

  public void close() throws Exception {
    var done = Blocking.on(loop, () -> engine().close());
    Blocking.of(done);
  }
}
