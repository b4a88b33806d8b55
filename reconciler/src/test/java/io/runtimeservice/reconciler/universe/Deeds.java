package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.simulator.fly.FlyError;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.MachineOrder;
import io.runtimeservice.simulator.fly.MachineShot;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What somebody may do while a replica is about to make a call. */
final class Deeds {

  /** When somebody who has changed things by hand asks for a look. */
  private static final Duration ASKS_AFTER = Duration.ofMinutes(2);

  private Deeds() {}

  /** Something that leaves what is wanted as it is. */
  static Perturbation meanwhile(String what, int repetitions, Consumer<Universe> deed) {
    return new Perturbation.Meanwhile(what, repetitions, false, deed);
  }

  /** The Manager changes its mind, if there is a record yet. */
  static Perturbation wish(String what, Consumer<Universe> deed) {
    return new Perturbation.Meanwhile(
        what,
        0,
        true,
        world -> {
          if (world.table.environment(Workload.KEY).isPresent()) {
            deed.accept(world);
          }
        });
  }

  /** Somebody changes an app by hand, and asks for a look later on. */
  static Perturbation byHand(String what, BiConsumer<Universe, String> deed) {
    return byHand(what, 1, deed);
  }

  /**
   * The same, where more than one thing has to be made again.
   *
   * @param repetitions how many of a kind
   */
  static Perturbation byHand(String what, int repetitions, BiConsumer<Universe, String> deed) {
    return meanwhile(
        what,
        repetitions,
        world -> {
          world.drifts = true;
          try {
            for (String app : world.apps()) {
              deed.accept(world, app);
            }
          } catch (FlyError refused) {
            // it is no more, or is just being changed: nothing is done to it
          }
          world.time.after(
              ASKS_AFTER, () -> world.queue.send(Mark.of(Workload.KEY, MarkSource.OPERATOR)));
        });
  }

  static void destroy(Universe world, String app) {
    first(world, app).ifPresent(it -> world.fly.machines().destroy(world.us, path(app, it), true));
  }

  static void stop(Universe world, String app) {
    first(world, app).ifPresent(it -> world.fly.machines().stop(world.us, path(app, it)));
  }

  /** Gives a machine another variable. */
  static void edit(Universe world, String app) {
    first(world, app)
        .ifPresent(it -> {
          Value.Tree config = it.config().with("env", Universe.tree("{'BY': 'hand'}"));
          var order = new MachineOrder(config, true, false, Optional.empty(), Optional.empty());
          world.fly.machines().update(world.us, path(app, it), order, Optional.empty());
        });
  }

  static void release(Universe world, String app) {
    world.fly.addresses().list(world.us, app).stream()
        .findFirst()
        .ifPresent(it -> world.fly.addresses().release(world.us, app, it.ip()));
  }

  static void addSecret(Universe world, String app) {
    world
        .fly
        .secrets()
        .write(world.us, app, Map.of("STRAY", Optional.of(SecretValue.of("by hand"))));
  }

  static void deleteApp(Universe world, String app) {
    world.fly.apps().delete(world.us, app, true);
  }

  private static Optional<MachineShot> first(Universe world, String app) {
    return world.machines(app).stream().findFirst();
  }

  private static MachineDesk.Path path(String app, MachineShot machine) {
    return new MachineDesk.Path(app, machine.id());
  }
}
