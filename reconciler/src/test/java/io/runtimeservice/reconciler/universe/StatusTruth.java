package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore.StatusWrite;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.simulator.fly.MachineShot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * O6: a status that is written is true. Ready is said of a generation when Fly matches it, and of
 * an earlier one when something serves; Deleted is said when nothing is left; and a condition's
 * time moves only when its status flips.
 */
final class StatusTruth implements Onlooker {

  /**
   * How long a look is good for: a pass that changes something and is not told what became of it
   * says what it saw before, and looks again within seconds.
   */
  static final Duration FRESH = Duration.ofSeconds(20);

  private final Universe world;
  private final Beliefs beliefs;
  private final List<String> complaints = new ArrayList<>();
  private int checked;

  StatusTruth(Universe world, Beliefs beliefs) {
    this.world = world;
    this.beliefs = beliefs;
  }

  @Override
  public void sent(Call call, List<Object> arguments) {
    if (!arguments.isEmpty()
        && arguments.getFirst() instanceof StatusWrite write
        && isAsLoaded(write)) {
      checked++;
      if (!world.drifts) {
        truth(call.replica(), write).ifPresent(it -> complain(write, it));
      }
      times(write).ifPresent(it -> complain(write, it));
    }
  }

  /** One that will be refused tells nobody anything. */
  private boolean isAsLoaded(StatusWrite write) {
    return world
        .table
        .environment(write.key())
        .filter(it -> it.get("generation").equals(write.loadedGeneration()))
        .filter(it -> it.tree("status").get("rev").equals(write.loadedRev()))
        .isPresent();
  }

  private Optional<String> truth(String replica, StatusWrite write) {
    Value.Tree status = write.status();
    if (is(status, "state", "Deleted")) {
      return remains(write.key());
    }
    if (condition(status, "Ready").filter(it -> is(it, "status", "True")).isEmpty()) {
      return Optional.empty();
    }
    if (repeats(status)) {
      return isToldAgain(status, world.table.status(write.key()))
          ? Optional.empty()
          : Optional.of("it is Ready now, and nobody has looked");
    }
    var app = world.table.runtime(write.key()).flatMap(it -> it.text("flyApp"));
    var desired = beliefs.desired(replica, write.key());
    if (app.isEmpty()) {
      return Optional.of("it is Ready, and there is no app");
    }
    if (desired.isEmpty()) {
      return Optional.of("it is Ready, and what is wanted cannot be read");
    }
    boolean whole = saysWhole(status, world.table.status(write.key()));
    return flaw(desired.orElseThrow(), app.orElseThrow(), whole, now(app.orElseThrow()))
        .flatMap(it ->
            seen(replica, app.orElseThrow())
                .map(sight -> flaw(desired.orElseThrow(), app.orElseThrow(), whole, sight))
                .orElse(Optional.of(it)))
        .map(it -> "it is Ready, and " + it);
  }

  /** A pass that could not look, or must not act, tells what was told before, and says so. */
  private static boolean repeats(Value.Tree status) {
    return condition(status, "Synced").filter(it -> is(it, "status", "Unknown")).isPresent()
        || condition(status, "Accepted").filter(it -> is(it, "status", "False")).isPresent();
  }

  private static boolean isToldAgain(Value.Tree status, Value.Tree before) {
    return condition(before, "Ready").filter(it -> is(it, "status", "True")).isPresent()
        && status.get("readyGeneration").equals(before.get("readyGeneration"));
  }

  /**
   * What was whole and of which a part has failed since is still Ready, though not all machines run
   * or not all are healthy: it serves, but not all of it.
   */
  private static boolean saysWhole(Value.Tree status, Value.Tree before) {
    var generation = status.whole("observedGeneration");
    boolean ofThis = status.whole("readyGeneration").equals(generation);
    boolean wasOfThis = before.whole("readyGeneration").equals(generation);
    boolean allServe =
        Stream.of("MachinesRunning", "Healthy")
            .allMatch(it ->
                condition(status, it).filter(found -> is(found, "status", "True")).isPresent());
    return ofThis && (allServe || !wasOfThis);
  }

  private List<MachineShot> now(String app) {
    return Reality.machines(world, app);
  }

  /** What was true when the replica looked is not held against it, if it looked just now. */
  private Optional<List<MachineShot>> seen(String replica, String app) {
    var sight = beliefs.sight(replica, app);
    return sight.at().plus(FRESH).isBefore(world.time.now())
        ? Optional.empty()
        : Optional.of(sight.machines());
  }

  private Optional<String> flaw(
      Desired desired, String app, boolean whole, List<MachineShot> machines) {
    if (whole) {
      return Reality.flaw(world, desired, app, machines);
    }
    return machines.stream().anyMatch(it -> Reality.serves(desired, it))
        ? Optional.empty()
        : Optional.of("nothing serves");
  }

  private Optional<String> remains(EnvironmentKey key) {
    String prefix = key.app().value() + "-" + key.environment().value() + "-";
    return world.apps().stream()
        .filter(it -> it.startsWith(prefix))
        .findFirst()
        .map(it -> "it is Deleted, and there is the app " + it);
  }

  private Optional<String> times(StatusWrite write) {
    Value.Tree before = world.table.status(write.key());
    for (Value each : write.status().items("conditions")) {
      var next = (Value.Tree) each;
      var moved =
          condition(before, next.text("type").orElse(""))
              .filter(it -> it.text("status").equals(next.text("status")))
              .filter(it -> !it.text("lastTransitionTime").equals(next.text("lastTransitionTime")));
      if (moved.isPresent()) {
        return next.text("type").map(it -> it + " has not flipped, and its time moves");
      }
    }
    return Optional.empty();
  }

  private static Optional<Value.Tree> condition(Value.Tree status, String type) {
    return status.items("conditions").stream()
        .map(Value.Tree.class::cast)
        .filter(it -> is(it, "type", type))
        .findFirst();
  }

  private static boolean is(Value.Tree tree, String name, String value) {
    return tree.text(name).filter(value::equals).isPresent();
  }

  private void complain(StatusWrite write, String what) {
    complaints.add(
        "O6: %s: of %s it is said that %s".formatted(world.time.now(), write.key(), what));
  }

  /** How many statuses were looked at. */
  int checked() {
    return checked;
  }

  List<String> complaints() {
    return complaints;
  }
}
