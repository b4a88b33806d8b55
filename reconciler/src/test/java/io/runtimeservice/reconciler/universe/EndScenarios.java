package io.runtimeservice.reconciler.universe;

import static io.runtimeservice.reconciler.universe.ReasonScenario.when;

import io.runtimeservice.model.status.Reason;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import java.time.Duration;
import java.util.List;

/** What takes too long, and what is on its way out. */
final class EndScenarios {

  /** Longer than production is given. */
  private static final Duration LONGER_THAN_GIVEN = Duration.ofMinutes(20);

  static final List<ReasonScenario> ALL =
      List.of(
          when(
                  Reason.PROGRESS_DEADLINE_EXCEEDED,
                  "the machine that is to take over does not come up in the time that it is given",
                  ground -> {
                    ground.readyProduction();
                    ground.deploy(new ImageBehaviour.PullsSlowly(LONGER_THAN_GIVEN));
                  })
              .shows("Machine m0 (", "in iad is ", "Tries so far: 1")
              .until("another image is asked for", Ground::deployWhatServes),
          when(
                  Reason.DRAINING,
                  "production that is not protected is to be deleted",
                  ground -> {
                    ground.readyProduction();
                    ground.world.change(
                        ground.key(),
                        record ->
                            record
                                .with("deletionProtection", Universe.value("false"))
                                .with("desired", Universe.value("'deleted'")));
                  })
              .shows("The grace period ends at ")
              .until("it is wanted again", ground -> ground.desire("running")),
          when(
                  Reason.DELETING,
                  "a preview is to be deleted",
                  ground -> {
                    ground.ready();
                    ground.desire("deleted");
                  })
              .shows("Fly has accepted the deletion of checkout-pr-1-")
              .until("its time has passed, by itself", _ -> {}, "Deleted"),
          when(
                  Reason.DELETED,
                  "Fly has said twice that the app is gone",
                  ground -> {
                    ground.ready();
                    ground.desire("deleted");
                  })
              .until("it is wanted again", ground -> ground.desire("running")));

  private EndScenarios() {}
}
