package io.runtimeservice.local.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.simulator.fly.AddressShot;
import io.runtimeservice.simulator.fly.AppShot;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.Fault;
import io.runtimeservice.simulator.fly.FlyError;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.MachineShot;
import io.runtimeservice.simulator.fly.Visit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

/**
 * Remembers what was ever there twice, also if it was soon mended: looked for whenever somebody
 * comes to change something on Fly.
 */
final class Doubles {

  private static final Caller US = new Caller(FlyPart.ORGANISATION);

  private final Set<String> apps = new ConcurrentSkipListSet<>();
  private final Set<String> machines = new ConcurrentSkipListSet<>();
  private final Set<String> addresses = new ConcurrentSkipListSet<>();

  /** Looks around, and lets everybody in. */
  Fault look(FlyWorld world, Visit visit) {
    if (visit.mutating()) {
      look(world);
    }
    return new Fault.None();
  }

  private void look(FlyWorld world) {
    List<String> living = living(world);
    apps.addAll(twice(living, Doubles::environment));
    for (String app : living) {
      machines.addAll(twice(machines(world, app), machine -> app + " " + machine.name()));
      addresses.addAll(twice(addresses(world, app), address -> app + " " + address.type()));
    }
  }

  static List<String> living(FlyWorld world) {
    return world.apps().list(US, FlyPart.ORGANISATION).stream()
        .map(AppShot::name)
        .filter(app -> isLiving(world, app))
        .toList();
  }

  /** An app that is being deleted is still listed for a moment. */
  private static boolean isLiving(FlyWorld world, String app) {
    try {
      world.addresses().list(US, app);
      return true;
    } catch (FlyError gone) {
      return false;
    }
  }

  static List<MachineShot> machines(FlyWorld world, String app) {
    return world.machines().list(US, app, false).stream().filter(it -> !it.isGone()).toList();
  }

  static List<AddressShot> addresses(FlyWorld world, String app) {
    return world.addresses().list(US, app);
  }

  /** An app's name is its environment's and a digest of the incarnation. */
  private static String environment(String app) {
    return app.substring(0, app.lastIndexOf('-'));
  }

  private static <T> List<String> twice(List<T> all, Function<T, String> what) {
    return all.stream().collect(groupingBy(what, counting())).entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  void forget() {
    apps.clear();
    machines.clear();
    addresses.clear();
  }

  int apps() {
    return apps.size();
  }

  int machines() {
    return machines.size();
  }

  @Override
  public String toString() {
    return "made twice: %d apps, %d machines, %d addresses"
        .formatted(apps.size(), machines.size(), addresses.size());
  }
}
