package io.runtimeservice.adapters.fly;

import io.runtimeservice.adapters.fly.Answers.GarbledException;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A page of an organisation's machines in Fly's answers. */
final class FleetAnswer {

  /** What is read below; what else stands in a machine is passed over unread. */
  static final Json.Sieve WANTED =
      new Json.Sieve(
          Set.of("machines", "config"),
          Set.of(
              "next_cursor",
              "error_regions",
              "last_updated_at",
              "app_name",
              "id",
              "name",
              "region",
              "state",
              "version",
              "instance_id",
              "metadata"));

  private FleetAnswer() {}

  static Fleet read(Value.Tree tree) throws GarbledException {
    var rows = new ArrayList<Fleet.Row>();
    for (Value.Tree row : Answers.rows(tree, "machines")) {
      rows.add(row(row));
    }
    return new Fleet(
        List.copyOf(rows),
        Answers.text(tree, "next_cursor"),
        errorRegions(tree),
        time(tree, "last_updated_at"));
  }

  /**
   * Left out while every region can be read. What stands there in any other form than a list of
   * codes cannot be passed over: their machines would be taken for gone.
   */
  private static Set<String> errorRegions(Value.Tree tree) throws GarbledException {
    var codes = new HashSet<String>();
    if (tree.get("error_regions").isPresent()) {
      for (Value item : Answers.list(tree, "error_regions")) {
        codes.add(code(item));
      }
    }
    return codes;
  }

  private static String code(Value item) throws GarbledException {
    if (item instanceof Value.Text(String code)) {
      return code;
    }
    throw new GarbledException("code of a region");
  }

  private static Fleet.Row row(Value.Tree row) throws GarbledException {
    return new Fleet.Row(
        new FlyAppName(Answers.required(row, "app_name")),
        new MachineId(Answers.required(row, "id")),
        row.text("name").orElse(""),
        row.text("region").orElse(""),
        MachineState.of(Answers.required(row, "state")),
        Answers.text(row, "version").or(() -> Answers.text(row, "instance_id")).orElse(""),
        metadata(row.tree("config").tree("metadata")));
  }

  private static Map<String, String> metadata(Value.Tree tree) {
    Map<String, String> metadata = HashMap.newHashMap(tree.fields().size());
    tree.fields()
        .forEach((name, value) -> {
          if (value instanceof Value.Text(String text)) {
            metadata.put(name, text);
          }
        });
    return metadata;
  }

  static Optional<Instant> time(Value.Tree tree, String name) {
    try {
      return Answers.text(tree, name).map(Instant::parse);
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
