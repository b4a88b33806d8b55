package io.runtimeservice.local.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.runtimeservice.model.document.Digest;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.simulator.fly.AddressShot;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.MachineShot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is true of the world, as table, queue and Fly say themselves: whatever is not as wanted. */
final class Truth {

  private final ChaosWorld world;
  private final TableItems items;
  private final Marks marks;

  Truth(ChaosWorld world, TableItems items, Marks marks) {
    this.world = world;
    this.items = items;
    this.marks = marks;
  }

  Marks marks() {
    return marks;
  }

  TableItems.Pair of(EnvironmentKey key) {
    return Optional.ofNullable(items.environments().get(key.environment().value()))
        .orElseThrow(() -> new AssertionError("there is no record of " + key));
  }

  /** Whether its newest generation was seen, and is in that state. */
  boolean is(EnvironmentKey key, String state) {
    return is(of(key), state);
  }

  private static boolean is(TableItems.Pair pair, String state) {
    Value.Tree status = pair.environment().tree("status");
    return status.text("state").equals(Optional.of(state))
        && status.whole("observedGeneration").equals(pair.environment().whole("generation"));
  }

  /** All that is not as it should be once everything is at rest, in sentences. */
  List<String> complaints() {
    var all = new ArrayList<String>();
    items
        .environments()
        .forEach((id, pair) -> {
          if (!is(pair, isWanted(pair) ? "Ready" : "Deleted")) {
            all.add(id + " is " + said(pair));
          }
        });
    all.addAll(leftovers());
    if (marks.left() > 0) {
      all.add(marks.waiting() + " marks wait and " + marks.taken() + " are taken");
    }
    return all;
  }

  /** What should not be in the table or on Fly, and what is missing there. */
  List<String> leftovers() {
    var all = new ArrayList<String>();
    Map<String, TableItems.Pair> environments = items.environments();
    environments.forEach((id, pair) -> all.addAll(ofLease(id, pair)));
    all.addAll(world.inFly(fly -> ofFly(fly, environments)));
    return all;
  }

  private static List<String> ofLease(String id, TableItems.Pair pair) {
    var all = new ArrayList<String>();
    pair.runtime().text("owner").ifPresent(owner -> all.add(id + " is held by " + owner));
    if (!pair.runtime().items("intents").isEmpty()) {
      all.add(id + " has open intents " + pair.runtime().items("intents"));
    }
    return all;
  }

  private static String said(TableItems.Pair pair) {
    Value.Tree status = pair.environment().tree("status");
    return "%s of generation %s of %s, next try at %s, for %s"
        .formatted(
            status.text("state").orElse("new"),
            status.whole("observedGeneration").orElse(0L),
            pair.environment().whole("generation").orElse(0L),
            status.text("nextTryAt").orElse("never"),
            status.items("conditions").stream()
                .map(Value.Tree.class::cast)
                .filter(it -> !it.text("status").equals(Optional.of("True")))
                .map(it -> it.text("reason").orElse("") + ": " + it.text("message").orElse(""))
                .distinct()
                .toList());
  }

  private static boolean isWanted(TableItems.Pair pair) {
    return pair.environment().text("desired").equals(Optional.of("running"));
  }

  private static List<String> ofFly(FlyWorld fly, Map<String, TableItems.Pair> environments) {
    var all = new ArrayList<String>();
    var living = new HashSet<>(Doubles.living(fly));
    environments.forEach((id, pair) -> {
      if (isWanted(pair)) {
        String app = pair.runtime().text("flyApp").orElse("none");
        if (living.remove(app)) {
          all.addAll(ofApp(fly, app, pair));
        } else {
          all.add(id + " has no app " + app);
        }
      }
    });
    living.forEach(app -> all.add("nobody wants the app " + app));
    return all;
  }

  private static List<String> ofApp(FlyWorld fly, String app, TableItems.Pair pair) {
    var all = new ArrayList<String>();
    String image = pair.environment().tree("spec").text("image").orElse("");
    List<MachineShot> machines = Doubles.machines(fly, app);
    if (machines.size() != 1) {
      all.add(app + " has " + machines.size() + " machines");
    }
    machines.stream()
        .filter(it -> !it.image().digest().equals("sha256:" + Digest.of(image).wholeHex()))
        .forEach(it -> all.add(app + " does not run " + image));
    var addresses =
        Doubles.addresses(fly, app).stream().collect(groupingBy(AddressShot::type, counting()));
    if (!addresses.equals(Map.of(AddressType.V6, 1L, AddressType.SHARED_V4, 1L))) {
      all.add(app + " has the addresses " + addresses);
    }
    return all;
  }
}
