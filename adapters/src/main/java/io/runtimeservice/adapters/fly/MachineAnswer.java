package io.runtimeservice.adapters.fly;

import io.runtimeservice.adapters.fly.Answers.GarbledException;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.MachineId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine in Fly's answers. */
final class MachineAnswer {

  private MachineAnswer() {}

  /** An app's list is a bare array. */
  static List<Machine> list(Value body) throws GarbledException {
    if (!(body instanceof Value.Many(List<Value> items))) {
      throw new GarbledException("list of machines");
    }
    var machines = new ArrayList<Machine>();
    for (Value item : items) {
      machines.add(read(Answers.tree(item)));
    }
    return List.copyOf(machines);
  }

  static Machine read(Value.Tree tree) throws GarbledException {
    var health = health(tree);
    return new Machine(
        new MachineId(Answers.required(tree, "id")),
        tree.text("name").orElse(""),
        tree.text("region").orElse(""),
        MachineState.of(Answers.required(tree, "state")),
        version(tree),
        Answers.text(tree.tree("image_ref"), "digest"),
        health.hostOk() ? tree.get("config").flatMap(MachineAnswer::config) : Optional.empty(),
        health);
  }

  /** Without it no change could be fenced: an empty one fences nothing. */
  private static String version(Value.Tree tree) throws GarbledException {
    return Answers.text(tree, "instance_id")
        .or(() -> Answers.text(tree, "version"))
        .orElseThrow(() -> new GarbledException("version"));
  }

  private static Optional<Value.Tree> config(Value config) {
    return config instanceof Value.Tree tree ? Optional.of(tree) : Optional.empty();
  }

  private static Machine.Health health(Value.Tree tree) {
    return new Machine.Health(
        Answers.text(tree, "host_status").orElse("ok").equals("ok"),
        tree.isTrue("cordoned"),
        Answers.trees(tree.items("checks")).flatMap(row -> check(row).stream()).toList(),
        lastExit(tree),
        lastCrash(tree));
  }

  /** Fly mirrors checks under names of its own during a blue-green deployment (flyctl). */
  private static Optional<Machine.CheckRow> check(Value.Tree row) {
    return row.text("name")
        .filter(name -> !name.startsWith("bg_deployments_compat-"))
        .map(name ->
            new Machine.CheckRow(
                name,
                row.text("status").filter("passing"::equals).isPresent(),
                row.text("output").orElse("")));
  }

  /** Events come newest first. What ended before it was last started is of no account. */
  private static Optional<Machine.Exit> lastExit(Value.Tree tree) {
    return Answers.trees(tree.items("events"))
        .takeWhile(event -> event.text("type").filter(Machine.BEGINNINGS::contains).isEmpty())
        .filter(event -> event.text("type").filter("exit"::equals).isPresent())
        .findFirst()
        .map(MachineAnswer::exit);
  }

  private static Optional<Machine.Exit> lastCrash(Value.Tree tree) {
    return Answers.trees(tree.items("events"))
        .filter(event -> event.text("type").filter("exit"::equals).isPresent())
        .map(MachineAnswer::exit)
        .filter(exit -> !exit.requested())
        .findFirst();
  }

  private static Machine.Exit exit(Value.Tree event) {
    Value.Tree request = event.tree("request");
    Value.Tree exit =
        request.get("exit_event").isPresent()
            ? request.tree("exit_event")
            : request.tree("MonitorEvent").tree("exit_event");
    return new Machine.Exit(
        exit.whole("exit_code").map(Long::intValue).orElse(0),
        exit.isTrue("oom_killed"),
        exit.isTrue("requested_stop"),
        event.whole("timestamp").map(Instant::ofEpochMilli).orElse(Instant.MAX));
  }
}
