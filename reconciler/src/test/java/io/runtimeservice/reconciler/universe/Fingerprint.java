package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.reconciler.plan.Ownership;
import io.runtimeservice.simulator.fly.MachineShot;
import io.runtimeservice.simulator.fly.SecretShot;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What there is of all environments, in the table and on Fly, without what differs from run to run:
 * ids, versions, times, machines' names, and the suffix of an app's name. Two worlds that were
 * asked for the same have the same.
 */
final class Fingerprint {

  private final Universe world;

  private Fingerprint(Universe world) {
    this.world = world;
  }

  static String of(Universe world) {
    return new Fingerprint(world).all();
  }

  private String all() {
    var lines = new ArrayList<String>();
    var apps = new TreeMap<String, EnvironmentKey>();
    for (EnvironmentKey key : world.table.environmentKeys()) {
      Value.Tree status = world.table.status(key);
      Value.Tree runtime = world.table.runtime(key).orElse(Value.Tree.EMPTY);
      lines.add(
          "%s %s %s ready=%s intents=%s lease=%s closing=%s"
              .formatted(
                  key,
                  status.text("state").orElse("-"),
                  status.text("reason").orElse("-"),
                  status.whole("readyGeneration").orElse(0L),
                  runtime.items("intents").size(),
                  runtime.text("owner").orElse("free"),
                  runtime.get("closing").isPresent()));
      runtime.text("flyApp").ifPresent(app -> apps.put(app, key));
    }
    for (String app : world.apps().stream().sorted().toList()) {
      lines.add(
          Optional.ofNullable(apps.get(app))
              .map(key -> key + " has " + app(app))
              .orElse("nobody has " + app));
    }
    return String.join("\n", lines);
  }

  private String app(String app) {
    var digests =
        world.fly.secrets().list(world.us, app, Optional.empty()).stream()
            .collect(Collectors.toMap(SecretShot::name, SecretShot::digest));
    return "addresses %s secrets %s certificates %s machines %s"
        .formatted(
            world.fly.addresses().list(world.us, app).stream()
                .map(it -> it.type().toString())
                .sorted()
                .toList(),
            digests.keySet().stream().sorted().toList(),
            world.fly.certificates().list(world.us, app).stream()
                .map(it -> it.hostname() + "=" + it.status())
                .sorted()
                .toList(),
            world.machines(app).stream().map(it -> machine(it, digests)).sorted().toList());
  }

  private static String machine(MachineShot machine, Map<String, String> digests) {
    return "%s %s %s %s %s %s%s"
        .formatted(
            machine.config().tree("metadata").text(Ownership.SLOT).orElse(machine.name()),
            machine.state(),
            machine.place().region(),
            machine.config().text("image").orElse("-"),
            Values.canonical(machine.config().tree("env")),
            secrets(machine, digests),
            machine.cordoned() ? " cordoned" : "");
  }

  /** One that does not run gets the present secrets when it is started. */
  private static String secrets(MachineShot machine, Map<String, String> digests) {
    boolean runs = machine.state() == MachineState.STARTED;
    return !runs || machine.secrets().equals(digests) ? "up to date" : "with other secrets";
  }
}
