package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.document.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The names of a configuration's checks, as Fly makes them, and a row for each. */
final class CheckRows {

  private CheckRows() {}

  static List<MachineShot.Check> of(
      Value.Tree config, String status, String output, Instant updatedAt) {
    return names(config).stream()
        .map(name -> new MachineShot.Check(name, status, output, updatedAt))
        .toList();
  }

  private static List<String> names(Value.Tree config) {
    var names = new ArrayList<String>(config.tree("checks").fields().keySet());
    int index = 0;
    for (Value service : config.items("services")) {
      if (service instanceof Value.Tree tree) {
        for (Value check : tree.items("checks")) {
          names.add(name(index++, tree, check));
        }
      }
    }
    return names;
  }

  private static String name(int index, Value.Tree service, Value check) {
    String type = check instanceof Value.Tree tree ? tree.text("type").orElse("tcp") : "tcp";
    long port = service.whole("internal_port").orElse(0L);
    return "servicecheck-%02d-%s-%d".formatted(index, type, port);
  }
}
