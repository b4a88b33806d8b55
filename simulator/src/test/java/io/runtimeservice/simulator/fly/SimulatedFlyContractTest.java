package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.FlyContract;
import io.runtimeservice.model.port.FlyScene;
import io.runtimeservice.model.port.ManualTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** The simulated world keeps Fly's contract by the Java port. */
class SimulatedFlyContractTest implements FlyContract {

  private final FlyScene scene = new InMemory();

  @Override
  public FlyScene scene() {
    return scene;
  }

  private static final class InMemory implements FlyScene {

    private static final int TRIES_MAX = 600;

    private final ManualTime time = new ManualTime();
    private final FlyWorld world = new FlyWorld(time, new Random(7), Pace.LIKE_FLY);
    private final Caller us = world.organisation(OURS, "fm2_ours");

    InMemory() {
      world.organisation(THEIRS, "fm2_theirs");
    }

    @Override
    public Fly ours() {
      return new SimulatedFly(world, time, "fm2_ours");
    }

    @Override
    public Fly theirs() {
      return new SimulatedFly(world, time, "fm2_theirs");
    }

    @Override
    public Fly nobodys() {
      return new SimulatedFly(world, time, "fm2_nobodys");
    }

    @Override
    public <T> T await(Future<T> future) {
      while (!future.isComplete() && time.advanceToNext()) {}
      return Answers.of(future);
    }

    @Override
    public void until(BooleanSupplier isSo) {
      for (int i = 0; i < TRIES_MAX; i++) {
        if (isSo.getAsBoolean()) {
          return;
        }
        time.advance(Duration.ofSeconds(1));
      }
      throw new AssertionError("expected it to become so");
    }

    @Override
    public void settle() {
      time.advance(Duration.ofSeconds(5));
    }

    @Override
    public void fillRegion(String region) {
      world.hosts().fillRegion(region);
    }

    @Override
    public void spoilImage(String image, boolean denied) {
      world
          .registry()
          .put(image, denied ? new ImageBehaviour.Denied() : new ImageBehaviour.Missing());
    }

    @Override
    public void takeLease(FlyAppName app, MachineId machine) {
      world
          .machines()
          .takeLease(us, new MachineDesk.Path(app.value(), machine), Duration.ofMinutes(2));
    }

    @Override
    public void spoilHost(FlyAppName app, MachineId machine, boolean unreachable) {
      var shot = world.machines().get(us, new MachineDesk.Path(app.value(), machine));
      world
          .hosts()
          .set(
              shot.place().host(),
              unreachable ? Hosts.Condition.UNREACHABLE : Hosts.Condition.FULL);
    }

    @Override
    public void hideRegion(String region) {
      world.hosts().hideRegion(region);
    }

    @Override
    public void dns(String type, String name, String value) {
      world.dns().put(type, name, value);
    }
  }
}
