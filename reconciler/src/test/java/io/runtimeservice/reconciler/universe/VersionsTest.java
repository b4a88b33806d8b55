package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Write;
import io.vertx.core.AsyncResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P19: a newer version writes beside this one, and finds what it wrote. */
class VersionsTest {

  private static final String NEWER = "newerVersion";
  private static final String NEWEST_REPLICA = "replica-2";

  @Test
  void what_a_newer_version_writes_survives() {
    var besides =
        new Trial.Circumstances(
            "beside a newer version", world -> world.watch(new Newer(world)), _ -> Trouble.NONE, 0);
    new Enumeration(2, 8)
        .under("P19 a newer version takes turns with this one", besides)
        .at(
            Enumeration::any,
            "P19 a newer version writes at every step",
            Deeds.meanwhile(
                "a newer version writes",
                0,
                world -> {
                  var newer = new Newer(world);
                  world.watch(newer);
                  Set.copyOf(world.table.runtimes().keySet()).forEach(newer::write);
                }))
        .hold();
  }

  /** Writes an attribute of its own wherever a replica writes, and looks whether it stays. */
  private static final class Newer implements Onlooker {
    private final Universe world;
    private final Set<EnvironmentKey> written = new HashSet<>();

    Newer(Universe world) {
      this.world = world;
    }

    void write(EnvironmentKey key) {
      world
          .table
          .runtime(key)
          .ifPresent(record -> {
            world.table.putRuntime(key, record.with(NEWER, Values.text("kept")));
            written.add(key);
          });
    }

    @Override
    public void heard(Call call, List<Object> arguments, AsyncResult<?> answer) {
      if (!call.action().equals("replace") || answer.result() != Write.WRITTEN) {
        return;
      }
      for (EnvironmentKey key : written) {
        if (world.table.runtime(key).orElse(Value.Tree.EMPTY).text(NEWER).isEmpty()) {
          world.complain("P19: " + key + " has lost what a newer version wrote");
        }
      }
      if (call.replica().equals(NEWEST_REPLICA)) {
        Set.copyOf(world.table.runtimes().keySet()).forEach(this::write);
      }
    }
  }
}
