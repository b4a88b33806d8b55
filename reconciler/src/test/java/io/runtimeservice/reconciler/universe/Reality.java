package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.EnvironmentRecord;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.Sleep;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.plan.Ownership;
import io.runtimeservice.simulator.fly.FlyError;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.MachineShot;
import io.runtimeservice.simulator.fly.SecretShot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What truly is on Fly of an environment, held against what is wanted. */
final class Reality {

  private Reality() {}

  /** Whether a record says that its environment is to be deleted, at that time. */
  static boolean isToGo(Value.Tree record, Instant now) {
    return EnvironmentRecord.wantsDeletion(record)
        || EnvironmentRecord.expiry(record).filter(at -> !now.isBefore(at)).isPresent();
  }

  /** The live machines of an app, none of them as it was; none if there is no app. */
  static List<MachineShot> machines(Universe world, String app) {
    try {
      return world.machines(app).stream()
          .map(it -> world.fly.machines().get(world.us, new MachineDesk.Path(app, it.id())))
          .filter(it -> !it.isGone())
          .toList();
    } catch (FlyError absent) {
      return List.of();
    }
  }

  /** The machines of an app as Fly's list shows them, which is behind. */
  static List<MachineShot> listed(Universe world, String app) {
    try {
      return world.machines(app);
    } catch (FlyError absent) {
      return List.of();
    }
  }

  /** The slot of a machine that carries our mark and an environment's. */
  static Optional<Slot> slot(MachineShot machine, EnvironmentKey key) {
    return slot(machine.config(), key);
  }

  /** The slot that a machine is given with its configuration. */
  static Optional<Slot> slot(Value.Tree config, EnvironmentKey key) {
    var metadata = config.tree("metadata");
    boolean ours =
        says(metadata, Ownership.INSTALLATION, "test")
            && says(metadata, Ownership.APP, key.app().value())
            && says(metadata, Ownership.ENVIRONMENT, key.environment().value());
    return ours ? metadata.text(Ownership.SLOT).flatMap(Slot::parse) : Optional.empty();
  }

  private static boolean says(Value.Tree tree, String name, String value) {
    return tree.text(name).filter(value::equals).isPresent();
  }

  /** What a record says that was applied; nothing if it cannot be read. */
  static Applied applied(Universe world, EnvironmentKey key) {
    return world
        .table
        .runtime(key)
        .map(it -> RuntimeRecordCodec.read(it, key))
        .map(it ->
            it instanceof Reading.Read<RuntimeRecord>(RuntimeRecord record)
                ? record.applied()
                : Applied.NOTHING)
        .orElse(Applied.NOTHING);
  }

  /** Whether a request would be answered. */
  static boolean serves(Desired desired, MachineShot machine) {
    boolean sleeps = desired.spec().policy().sleep() != Sleep.OFF;
    return !machine.cordoned()
        && switch (machine.state().phase()) {
          case RUNNING -> checksPass(machine);
          case AT_REST -> sleeps;
          case PREPARING, BROKEN, MOVING, GONE, UNCLEAR -> false;
        };
  }

  static boolean checksPass(MachineShot machine) {
    return machine.checks().stream().allMatch(it -> it.status().equals("passing"));
  }

  /** Those of these that were made for a slot. */
  static List<MachineShot> inSlot(EnvironmentKey key, Slot slot, List<MachineShot> machines) {
    return machines.stream().filter(it -> slot(it, key).filter(slot::equals).isPresent()).toList();
  }

  /** Whether each wanted slot has a machine that serves. */
  static boolean isWhole(Desired desired, List<MachineShot> machines) {
    return IntStream.range(0, desired.spec().placement().machines())
        .mapToObj(Slot::new)
        .allMatch(slot ->
            inSlot(desired.key(), slot, machines).stream().anyMatch(it -> serves(desired, it)));
  }

  /** What of an environment that is wanted is not as it is wanted; empty if all is. */
  static Optional<String> flaw(
      Universe world, Desired desired, String app, List<MachineShot> machines) {
    int wanted = desired.spec().placement().machines();
    for (int i = 0; i < wanted; i++) {
      var slot = new Slot(i);
      var flaw = flaw(world, desired, slot, inSlot(desired.key(), slot, machines));
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    return machines.isEmpty() ? Optional.empty() : aroundIt(world, desired, app);
  }

  /**
   * One of them is as it is wanted and not on its way out, and no other serves, but on its way in
   * or out.
   */
  private static Optional<String> flaw(
      Universe world, Desired desired, Slot slot, List<MachineShot> machines) {
    if (machines.isEmpty()) {
      return Optional.of("there is no machine in slot " + slot);
    }
    var rollout = applied(world, desired.key()).rollout();
    var staying = machines.stream().filter(it -> !rollout.retiring().containsKey(it.id())).toList();
    if (staying.isEmpty()) {
      return Optional.of("all of slot " + slot + " are on their way out");
    }
    var flawless = staying.stream().filter(it -> flaw(world, desired, it).isEmpty()).toList();
    if (flawless.isEmpty()) {
      return flaw(world, desired, staying.getFirst());
    }
    var counting =
        machines.stream()
            .filter(it -> serves(desired, it) && !rollout.has(it.id()))
            .map(MachineShot::id)
            .toList();
    boolean isOne = flawless.stream().anyMatch(it -> counting.stream().allMatch(it.id()::equals));
    return isOne
        ? Optional.empty()
        : Optional.of("slot %s is served by %s at once".formatted(slot, counting));
  }

  private static Optional<String> flaw(Universe world, Desired desired, MachineShot machine) {
    boolean runs = desired.wish() == Wish.RUNNING;
    if (!misfit(desired, machine).isEmpty()) {
      return Optional.of(machine.name() + " has " + misfit(desired, machine));
    }
    if (runs && !serves(desired, machine)) {
      return Optional.of(
          "%s does not serve, it is %s%s, %s"
              .formatted(
                  machine.name(),
                  machine.state(),
                  machine.cordoned() ? " and cordoned" : "",
                  machine.checks()));
    }
    if (!runs && machine.state().phase() == MachineState.Phase.RUNNING) {
      return Optional.of(machine.name() + " runs, and is to be stopped");
    }
    boolean outdated =
        machine.state() == MachineState.STARTED
            && !machine.secrets().equals(digests(world, machine.app()));
    return outdated ? Optional.of(machine.name() + " has other secrets") : Optional.empty();
  }

  /** What of a machine's configuration is not as it is wanted. */
  static String misfit(Desired desired, MachineShot machine) {
    var spec = desired.spec();
    var image = machine.config().text("image").orElse("");
    boolean imageFits =
        spec.build()
            .image()
            .filter(it -> !it.isPinned() || image.equals(it.toString()))
            .isPresent();
    if (!imageFits) {
      return "image " + image;
    }
    var env = machine.config().tree("env");
    if (!Values.canonical(env).equals(Values.canonical(Values.texts(spec.variables().config())))) {
      return "env " + env.fields().keySet();
    }
    if (!machine
        .config()
        .tree("guest")
        .whole("memory_mb")
        .equals(Optional.of((long) spec.placement().guest().memoryMb()))) {
      return "guest " + machine.config().tree("guest");
    }
    return spec.placement().regions().contains(machine.place().region())
        ? ""
        : "region " + machine.place().region();
  }

  static Map<String, String> digests(Universe world, String app) {
    return world.fly.secrets().list(world.us, app, Optional.empty()).stream()
        .collect(Collectors.toMap(SecretShot::name, SecretShot::digest));
  }

  private static Optional<String> aroundIt(Universe world, Desired desired, String app) {
    var secrets = digests(world, app).keySet();
    if (!secrets.equals(desired.spec().variables().secrets().keySet())) {
      return Optional.of("the secrets are " + secrets);
    }
    List<AddressType> addresses =
        world.fly.addresses().list(world.us, app).stream().map(it -> it.type()).toList();
    return addresses.containsAll(desired.spec().reach().addresses())
        ? Optional.empty()
        : Optional.of("the addresses are " + addresses);
  }
}
