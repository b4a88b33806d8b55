package io.runtimeservice.adapters.fly;

import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.FlyScene;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.Hosts;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.Pace;
import io.runtimeservice.simulator.http.Exchange;
import io.runtimeservice.simulator.http.FlyVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** The simulated world over HTTP, and our own client before it. */
final class FlyOverHttp implements FlyScene, AutoCloseable {

  /** As quick as a machine is: nothing here is waited for without need. */
  static final Pace QUICK =
      new Pace(
          Duration.ofMillis(2),
          Duration.ofMillis(40),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofMillis(10),
          Duration.ofMillis(20),
          Duration.ofMillis(10),
          Duration.ofHours(1),
          Duration.ofMillis(20),
          Duration.ofMillis(40),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Optional.empty());

  /** More than any lag of that pace. */
  private static final Duration CAUGHT_UP = Duration.ofMillis(120);

  private static final Duration LOOK_EVERY = Duration.ofMillis(350);
  private static final int LOOKS_MAX = 60;

  private final Vertx vertx = Vertx.vertx();
  private final Time time = new VertxTime(vertx);
  private final FlyWorld world = new FlyWorld(time, new Random(7), QUICK);
  private final Caller us = world.organisation(OURS, "fm2_ours");
  private final FlyVerticle server;
  private final Path directory;
  private final URI base;
  private Optional<Fly> oursKept = Optional.empty();

  FlyOverHttp(Consumer<Exchange> listener) {
    world.organisation(THEIRS, "fm2_theirs");
    server = new FlyVerticle(world, new FlyVerticle.Ports(0, 0), listener);
    Answers.of(vertx.deployVerticle(server));
    base = URI.create("http://127.0.0.1:" + Answers.of(server.listening()).api());
    try {
      directory = Files.createTempDirectory("fly-token");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Fly as(String token) {
    try {
      Path file = Files.writeString(directory.resolve(token), token);
      var tokens = new FlyTokenFile(vertx.fileSystem(), file, time);
      Answers.of(tokens.open());
      return new FlyHttpClient(vertx, base, tokens, time, Telemetry.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Fly ours() {
    if (oursKept.isEmpty()) {
      oursKept = Optional.of(as("fm2_ours"));
    }
    return oursKept.get();
  }

  @Override
  public Fly theirs() {
    return as("fm2_theirs");
  }

  /** A user's token, in the other scheme. */
  @Override
  public Fly nobodys() {
    return as("nobodys");
  }

  @Override
  public <T> T await(Future<T> future) {
    return Answers.of(future);
  }

  @Override
  public void until(BooleanSupplier isSo) {
    for (int i = 0; i < LOOKS_MAX; i++) {
      if (isSo.getAsBoolean()) {
        return;
      }
      pass(LOOK_EVERY);
    }
    throw new AssertionError("expected it to become so");
  }

  @Override
  public void settle() {
    pass(CAUGHT_UP);
  }

  private void pass(Duration passing) {
    var passed = Promise.<Void>promise();
    time.after(passing, passed::complete);
    Answers.of(passed.future());
  }

  private <T> T inWorld(Function<FlyWorld, T> deed) {
    return Answers.of(server.inWorld(deed));
  }

  @Override
  public void fillRegion(String region) {
    inWorld(it -> {
      it.hosts().fillRegion(region);
      return region;
    });
  }

  @Override
  public void spoilImage(String image, boolean denied) {
    inWorld(it -> {
      it.registry().put(image, denied ? new ImageBehaviour.Denied() : new ImageBehaviour.Missing());
      return image;
    });
  }

  @Override
  public void takeLease(FlyAppName app, MachineId machine) {
    inWorld(it ->
        it.machines()
            .takeLease(us, new MachineDesk.Path(app.value(), machine), Duration.ofMinutes(2)));
  }

  @Override
  public void spoilHost(FlyAppName app, MachineId machine, boolean unreachable) {
    inWorld(it -> {
      var shot = it.machines().get(us, new MachineDesk.Path(app.value(), machine));
      it.hosts()
          .set(
              shot.place().host(),
              unreachable ? Hosts.Condition.UNREACHABLE : Hosts.Condition.FULL);
      return shot;
    });
  }

  @Override
  public void hideRegion(String region) {
    inWorld(it -> {
      it.hosts().hideRegion(region);
      return region;
    });
  }

  @Override
  public void dns(String type, String name, String value) {
    inWorld(it -> {
      it.dns().put(type, name, value);
      return name;
    });
  }

  @Override
  public void close() {
    Answers.of(vertx.close());
  }
}
