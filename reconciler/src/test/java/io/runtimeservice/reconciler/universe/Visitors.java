package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.simulator.fly.MachineShot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Those who use an app without a pause: each asks the edge, and is answered or not. They also count
 * the machines that could have answered.
 */
final class Visitors {

  static final Duration EVERY = Duration.ofMillis(200);

  private final Universe world;
  private final String app;
  private final List<String> turnedAway = new ArrayList<>();
  private final List<String> tooFew = new ArrayList<>();
  private int floor;
  private long requests;
  private boolean over;

  Visitors(Universe world, String app, int floor) {
    this.world = world;
    this.app = app;
    this.floor = floor;
    come();
  }

  /** From now on so many machines at least have to be open and well. */
  void expect(int machines) {
    floor = machines;
  }

  void leave() {
    over = true;
  }

  long requests() {
    return requests;
  }

  /** Requests that were not answered. */
  List<String> turnedAway() {
    return List.copyOf(turnedAway);
  }

  /** Moments in which fewer machines were open and well than were expected. */
  List<String> tooFew() {
    return List.copyOf(tooFew);
  }

  private void come() {
    if (over) {
      return;
    }
    requests++;
    var answer = world.fly.edge().serve(app + ".fly.dev");
    if (!answer.isComplete() || answer.result().isEmpty()) {
      turnedAway.add(scene());
    }
    if (open() < floor) {
      tooFew.add(open() + " of " + floor + " at " + scene());
    }
    world.time.after(EVERY, this::come);
  }

  private long open() {
    return Reality.machines(world, app).stream().filter(Visitors::isOpen).count();
  }

  private static boolean isOpen(MachineShot machine) {
    return machine.state() == MachineState.STARTED
        && !machine.cordoned()
        && Reality.checksPass(machine);
  }

  private String scene() {
    return world.time.now()
        + " "
        + Reality.machines(world, app).stream()
            .map(it ->
                it.name() + " " + it.state() + (it.cordoned() ? " cordoned" : "") + it.checks())
            .toList();
  }
}
