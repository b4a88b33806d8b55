package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.simulator.fly.MachineShot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** O2: whatever is on Fly belongs to an environment that lives, and there is one of it. */
final class NoLeak {

  private final Universe world;

  NoLeak(Universe world) {
    this.world = world;
  }

  /** What there is that should not be. To be asked when all is at rest. */
  List<String> complaints() {
    var complaints = new ArrayList<String>();
    for (String app : world.apps()) {
      world
          .ownerOf(app)
          .filter(this::isLive)
          .ifPresentOrElse(
              key -> complaints.addAll(doubled(app, key)),
              () -> complaints.add("O2: the app " + app + " is left over"));
    }
    return complaints;
  }

  private boolean isLive(EnvironmentKey key) {
    return world
        .table
        .environment(key)
        .filter(it -> !Reality.isToGo(it, world.time.now()))
        .isPresent();
  }

  private List<String> doubled(String app, EnvironmentKey key) {
    var complaints = new ArrayList<String>();
    Value.Tree spec = world.table.environment(key).orElseThrow().tree("spec");
    long wanted = spec.whole("machines").orElse(1L);
    var slots = new HashSet<Slot>();
    for (MachineShot machine : world.machines(app)) {
      var slot = Reality.slot(machine, key);
      if (slot.isEmpty()
          || slot.orElseThrow().index() >= wanted
          || !slots.add(slot.orElseThrow())) {
        complaints.add(
            "O2: the machine %s of %s is in no slot of its own".formatted(machine.name(), key));
      }
    }
    var types = world.fly.addresses().list(world.us, app).stream().map(it -> it.type()).toList();
    if (new HashSet<>(types).size() < types.size()) {
      complaints.add("O2: the addresses of %s are %s".formatted(key, types));
    }
    return complaints;
  }
}
