package io.runtimeservice.reconciler.universe;

import static io.runtimeservice.reconciler.universe.ReasonScenario.when;

import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.Options;
import io.runtimeservice.reconciler.control.BrakeRule;
import java.time.Duration;
import java.util.List;

/** What operators hold back, what the brake does, and what somebody changes by hand. */
final class OperatorScenarios {

  /** One in ten minutes, and never too much. */
  private static final BrakeRule ONE_AT_A_TIME = new BrakeRule(1, 0, 20);

  /** More than one in an hour is too much. */
  private static final BrakeRule ONE_IS_TOO_MANY = new BrakeRule(10, 5, 1);

  private static final Duration SEEN_AND_REPAIRED = Duration.ofMinutes(2);
  private static final int REPAIRS_MAX = 5;

  static final List<ReasonScenario> ALL =
      List.of(
          when(
                  Reason.PAUSED,
                  "an operator has paused the environment",
                  ground -> {
                    ground.ready();
                    ground.control(
                        """
                        {'paused': ['checkout/pr-1'], 'changedBy': 'ada',
                         'changedAt': '2026-12-01T09:00:00Z', 'rev': 3}
                        """);
                    ground.world.pass(Duration.ofSeconds(5));
                    ground.deploy(Samples.IMAGE_2);
                  })
              .shows("This environment is paused", "by ada at 2026-12-01T09:00:00Z")
              .until("it is let go on", ground -> ground.control("{}")),
          when(
                  Reason.BRAKE_TRIPPED,
                  "more is to be taken away within an hour than can be meant",
                  ground -> deleteTwo(ground, ONE_IS_TOO_MANY))
              .whileTerminating()
              .shows("It tripped at ", "taken away within an hour: 1")
              .until("an operator releases it", OperatorScenarios::release, "Deleted"),
          when(
                  Reason.DELETION_PACED,
                  "several previews are to be deleted at once",
                  ground -> deleteTwo(ground, ONE_AT_A_TIME))
              .whileTerminating()
              .until("its time has passed, by itself", _ -> {}, "Deleted"),
          when(
                  Reason.DRIFT_REPAIRED,
                  "somebody has released an address",
                  ground -> {
                    ground.ready();
                    Deeds.release(ground.world, ground.world.onlyApp());
                    ground.operatorAsks();
                  })
              .shows("address ", " is gone")
              .passes(),
          when(
                  Reason.DRIFT_DETECTED,
                  "somebody has changed a machine, and drift is only reported",
                  ground -> {
                    ground.world.sweeping = reporting();
                    ground.ready();
                    Deeds.edit(ground.world, ground.world.onlyApp());
                  })
              .shows("machine m0 was changed (env BY")
              .until("a new generation is asked for", ground -> ground.deploy(Samples.IMAGE_2)),
          when(
                  Reason.QUARANTINED,
                  "somebody changes a machine again and again",
                  ground -> {
                    ground.ready();
                    for (int time = 0; time <= REPAIRS_MAX; time++) {
                      Deeds.edit(ground.world, ground.world.onlyApp());
                      ground.world.pass(SEEN_AND_REPAIRED);
                    }
                  })
              .shows("machine m0 was changed (env BY")
              .until("a new generation is asked for", ground -> ground.deploy(Samples.IMAGE_2)));

  private OperatorScenarios() {}

  static Options.Sweeping reporting() {
    return Universe.lookingWholeHourly(false);
  }

  /** The second one is waited for. */
  private static void deleteTwo(Ground ground, BrakeRule rule) {
    ground.world.brake = rule;
    ground.ready();
    var first = ground.key();
    ground.another(Ground.spec());
    ground.world.until(ground.key(), "Ready");
    ground.world.desire(first, "deleted");
    ground.world.until(first, "Deleted");
    ground.desire("deleted");
  }

  /** What bin/runtime brake release does. */
  private static void release(Ground ground) {
    var store = ground.world.table.controlStore();
    Control control = store.read().result();
    var by = new Control.Change("ada", ground.world.time.now());
    store.replace(control.rev(), control.with(control.brake().released(1), by));
  }
}
