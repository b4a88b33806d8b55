package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What should become of records: what becomes of them in a world where nothing ever goes wrong. */
final class Calm {

  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);
  private static final Duration TICK = Duration.ofSeconds(1);

  private Calm() {}

  /** All records of environments, without what the service has written into them. */
  record Records(Map<EnvironmentKey, Value.Tree> environments) {

    static Records of(Universe world) {
      var records = new TreeMap<EnvironmentKey, Value.Tree>();
      for (EnvironmentKey key : world.table.environmentKeys()) {
        records.put(key, asWritten(world.table.environment(key).orElseThrow()));
      }
      return new Records(records);
    }

    private static Value.Tree asWritten(Value.Tree record) {
      var fields = new LinkedHashMap<>(record.fields());
      fields.keySet().removeAll(List.of("status", "url"));
      return new Value.Tree(fields);
    }

    /** The fingerprint of the world that they are written into, once, when it is at rest. */
    String fingerprint() {
      var world = new Universe();
      Run.furnish(world, "calm");
      world.replica();
      environments.forEach((key, record) -> {
        world.table.putEnvironment(key, record);
        world.mark(key);
      });
      for (var passed = Duration.ZERO;
          passed.compareTo(SETTLES_WITHIN) < 0;
          passed = passed.plus(TICK)) {
        world.pass(TICK);
        world.pasteDns();
      }
      return Fingerprint.of(world);
    }

    @Override
    public String toString() {
      var text = new StringBuilder();
      environments.forEach((key, record) -> text.append(key).append(Json.write(record)));
      return text.toString();
    }
  }
}
