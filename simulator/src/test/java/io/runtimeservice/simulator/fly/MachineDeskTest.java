package io.runtimeservice.simulator.fly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.port.ManualTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachineDeskTest {

  private static final String APP = "shop";
  private static final String IMAGE = "registry.fly.io/shop:v1";

  private final ManualTime time = new ManualTime();
  private final FlyWorld world = new FlyWorld(time, new Random(7), Pace.LIKE_FLY);
  private final Caller us = world.organisation("acme", "fm2_ours");
  private final MachineDesk desk = world.machines();

  @BeforeEach
  void anAppIsThere() {
    world.apps().create(us, new AppDesk.NewApp(APP, "acme", Optional.empty(), Optional.empty()));
    time.advance(Duration.ofSeconds(5));
  }

  private static MachineOrder order() {
    Value.Tree config = Values.tree().put("image", IMAGE).build();
    return new MachineOrder(config, true, false, Optional.empty(), Optional.empty());
  }

  private MachineDesk.Path created() {
    return new MachineDesk.Path(
        APP, desk.create(us, APP, "web-0", Optional.of("iad"), order()).id());
  }

  private MachineDesk.Path started() {
    var path = created();
    time.advance(Duration.ofSeconds(10));
    assertThat(desk.get(us, path).state()).isEqualTo(MachineState.STARTED);
    return path;
  }

  private static void refuses(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FlyError.class, error -> assertThat(error.status()).isEqualTo(status));
  }

  @Test
  void anUpdateDuringAnotherIsAborted() {
    var path = started();
    desk.update(us, path, order(), Optional.empty());

    refuses(409, () -> desk.update(us, path, order(), Optional.empty()));
  }

  @Test
  void aDestroyedMachineIsReadAndNothingElse() {
    var path = started();
    desk.destroy(us, path, true);
    time.advance(Duration.ofSeconds(5));

    assertThat(desk.get(us, path).state()).isEqualTo(MachineState.DESTROYED);
    refuses(404, () -> desk.cordon(us, path, true));
    refuses(404, () -> desk.destroy(us, path, true));
    refuses(404, () -> desk.takeLease(us, path, Duration.ofMinutes(1)));
    refuses(404, () -> desk.writeMetadata(us, path, Map.of("a", "b"), Optional.empty()));
  }

  @Test
  void aHostThatIsNotReachedTakesNoLeaseAndNoMetadata() {
    var path = started();
    world.hosts().set(desk.get(us, path).place().host(), Hosts.Condition.UNREACHABLE);

    refuses(408, () -> desk.takeLease(us, path, Duration.ofMinutes(1)));
    refuses(408, () -> desk.writeMetadata(us, path, Map.of("a", "b"), Optional.empty()));
  }

  @Test
  void onlyAStateThatFlyWaitsForCanBeWaitedFor() {
    var path = created();
    var second = Duration.ofSeconds(1);

    refuses(400, () -> desk.await(us, path, Set.of("replacing"), Optional.empty(), second));
    assertThat(desk.await(us, path, Set.of("settled"), Optional.empty(), second)).isNotNull();
  }

  @Test
  void anImageThatDoesNotBootLeavesAFailedMachine() {
    world.registry().put(IMAGE, new ImageBehaviour.NeverBoots(false));
    var path = created();
    time.advance(Duration.ofMinutes(1));

    assertThat(desk.get(us, path).state()).isEqualTo(MachineState.FAILED);
    desk.start(us, path);
    assertThat(desk.get(us, path).state()).isEqualTo(MachineState.STARTING);
    time.advance(Duration.ofMinutes(1));
    assertThat(desk.get(us, path).state()).isEqualTo(MachineState.FAILED);
  }

  @Test
  void aLaunchThatFailsMayTakeTheMachineWithIt() {
    world.registry().put(IMAGE, new ImageBehaviour.NeverBoots(true));
    var path = created();
    time.advance(Duration.ofMinutes(1));

    assertThat(desk.get(us, path).state()).isEqualTo(MachineState.DESTROYED);
    assertThat(desk.list(us, APP, false)).isEmpty();
  }
}
