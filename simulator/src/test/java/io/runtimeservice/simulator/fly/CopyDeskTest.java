package io.runtimeservice.simulator.fly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.model.spec.AddressType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyDeskTest {

  private static final String MODEL = "shop-1";
  private static final String COPY = "shop-2";

  private final ManualTime time = new ManualTime();
  private final FlyWorld world = new FlyWorld(time, new Random(7), Pace.LIKE_FLY);
  private final Caller us = world.organisation("acme", "fm2_ours");

  @BeforeEach
  void anAppServes() {
    world.apps().create(us, named(MODEL));
    for (var type : new AddressType[] {AddressType.V6, AddressType.SHARED_V4}) {
      world.addresses().assign(us, MODEL, type, Optional.empty());
    }
    Value.Tree config = Values.tree().put("image", "registry.fly.io/shop:v1").build();
    world.machines().create(us, MODEL, "m0", Optional.of("fra"), MachineOrder.of(config));
    time.advance(Duration.ofSeconds(30));
  }

  private static AppDesk.NewApp named(String name) {
    return new AppDesk.NewApp(name, "acme", Optional.of("env-" + name), Optional.empty());
  }

  private CopyDesk.Copy copied() {
    return world
        .copies()
        .copy(us, MODEL, named(COPY), config -> config.with("copied", Values.bool(true)));
  }

  private MachineShot model() {
    return world.machines().list(us, MODEL, false).getFirst();
  }

  @Test
  void aCopyHasTheSameOfEverythingAndEverythingOfItsOwn() {
    var copy = copied();

    var machine = copy.machines().getFirst();
    assertThat(machine.state()).isEqualTo(MachineState.STARTED);
    assertThat(machine.name()).isEqualTo("m0");
    assertThat(machine.place().region()).isEqualTo("fra");
    assertThat(machine.image()).isEqualTo(model().image());
    assertThat(machine.id()).isNotEqualTo(model().id());
    assertThat(machine.version()).isNotEqualTo(model().version());
    assertThat(machine.config()).isEqualTo(model().config().with("copied", Values.bool(true)));
    assertThat(copy.addresses())
        .extracting(AddressShot::type)
        .containsExactly(AddressType.V6, AddressType.SHARED_V4);
    assertThat(copy.addresses().getFirst().ip())
        .isNotEqualTo(world.addresses().list(us, MODEL).getFirst().ip());
    assertThat(copy.app().network()).isEqualTo("env-" + COPY);
    assertThat(world.edge().serve(COPY + ".fly.dev").result())
        .map(MachineShot::id)
        .contains(machine.id());
  }

  @Test
  void aCopyIsListedAsLateAsAnythingNewAndStaysAsItIs() {
    var copy = copied();
    assertThat(world.machines().list(us, COPY, false)).isEmpty();

    time.advance(Duration.ofMinutes(10));

    assertThat(world.machines().list(us, COPY, false)).isEqualTo(copy.machines());
    assertThat(
            world
                .fleet()
                .machines(
                    us, new FleetDesk.Query("acme", true, Optional.empty(), Optional.empty(), 10))
                .machines())
        .containsExactlyInAnyOrder(model(), copy.machines().getFirst());
  }

  @Test
  void aCopyLivesOnByItself() {
    var path = new MachineDesk.Path(COPY, copied().machines().getFirst().id());

    world.machines().stop(us, path);
    time.advance(Duration.ofSeconds(5));

    assertThat(world.machines().get(us, path).state()).isEqualTo(MachineState.STOPPED);
    assertThat(model().state()).isEqualTo(MachineState.STARTED);
  }

  @Test
  void whatCannotBeTheSameInTwoAppsIsNotCopied() {
    world.secrets().write(us, MODEL, Map.of("DB", Optional.of(SecretValue.of("one"))));

    assertThatThrownBy(this::copied).isInstanceOf(IllegalArgumentException.class);
  }
}
