package io.runtimeservice.reconciler.universe;

import static io.runtimeservice.reconciler.universe.Samples.IMAGE_2;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.reconciler.fixture.Said;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P7 and P8: what is being deleted, and what comes again under the name of what was deleted. */
class DeletionTest {

  private static final Duration LATER = Duration.ofSeconds(20);

  private static List<Workload> deletions() {
    return Workload.all().stream()
        .filter(it -> it.name().contains("delete") || it.name().startsWith("re-create"))
        .toList();
  }

  @Test
  void a_read_that_fails_while_something_is_deleted_leaves_nothing_over() {
    new Enumeration(1, 1)
        .at(
            deletions(),
            Enumeration::reads,
            "P7 read unavailable during deletion",
            new Perturbation.Refused(new Failure.Unavailable(Said.FLY)))
        .at(
            deletions(),
            Enumeration::reads,
            "P7 read never answered during deletion",
            new Perturbation.RequestLost())
        .at(
            deletions(),
            Enumeration::reads,
            "P7 read garbled during deletion",
            new Perturbation.Refused(new Failure.Unreliable(Said.FLY)))
        .at(
            deletions(),
            Enumeration::reads,
            "P7 read forbidden during deletion",
            new Perturbation.Refused(new Failure.Forbidden(Said.FLY)))
        .hold();
  }

  @Test
  void what_is_deleted_and_made_again_is_the_new_one() {
    new Enumeration(1, 8)
        .at(
            Enumeration::any,
            "P8 deleted, and wanted again 20 s later",
            Deeds.wish(
                "deleted, and wanted again",
                world -> {
                  world.desire(Workload.KEY, "deleted");
                  world.time.after(LATER, () -> world.desire(Workload.KEY, "running"));
                }))
        .at(
            Enumeration::any,
            "P8 deleted, and a new record 20 s later",
            Deeds.wish(
                "deleted, and a new record",
                world -> {
                  world.desire(Workload.KEY, "deleted");
                  world.time.after(LATER, () -> anew(world));
                }))
        .at(
            Enumeration::any,
            "P8 the record goes, and a new one comes",
            Deeds.wish(
                "a new record at generation 1",
                world -> {
                  world.table.removeEnvironment(Workload.KEY);
                  anew(world);
                }))
        .hold();
  }

  /** A record that begins to count anew. */
  private static EnvironmentKey anew(Universe world) {
    return world.environment("checkout", "pr-1", Samples.preview(Samples.spec(IMAGE_2)));
  }
}
