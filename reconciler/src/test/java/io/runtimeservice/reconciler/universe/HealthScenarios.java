package io.runtimeservice.reconciler.universe;

import static io.runtimeservice.reconciler.universe.ReasonScenario.when;

import io.runtimeservice.model.status.Reason;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import java.time.Duration;
import java.util.List;

/** What keeps machines that run from answering, and what becomes of those that nobody asks. */
final class HealthScenarios {

  private static final String CHECKED = "'service': {'check': {'type': 'http'}}";

  static final List<ReasonScenario> ALL =
      List.of(
          when(
                  Reason.CHECKING_HEALTH,
                  "a machine has just started",
                  ground -> ground.preview(Ground.spec(CHECKED)))
              .shows("Machine m0 (", "no check has answered yet")
              .passes(),
          when(
                  Reason.NOT_LISTENING,
                  "a process listens on another port, or on localhost only",
                  ground -> {
                    ground.ready(CHECKED);
                    ground.deploy(new ImageBehaviour.ListensNowhere());
                  })
              .shows("Machine m0 (", "0.0.0.0:8080", "connection refused")
              .until("another image listens", Ground::deployWhatServes),
          when(
                  Reason.HEALTH_CHECK_FAILING,
                  "a process answers its check with an error",
                  ground -> {
                    ground.ready(CHECKED);
                    ground.deploy(new ImageBehaviour.AnswersWithErrors());
                  })
              .shows("Machine m0 (", "the check last said: HTTP 500")
              .until("another image answers well", Ground::deployWhatServes),
          when(
                  Reason.CORDONED,
                  "somebody has cordoned a machine by hand",
                  ground -> {
                    ground.ready();
                    cordon(ground, true);
                  })
              .shows("It is machine m0 (", "in iad")
              .until("somebody uncordons it", ground -> cordon(ground, false)),
          when(Reason.AS_DESIRED, "everything is there, and serves", ground -> ground.ready()),
          when(
                  Reason.NOT_LOOKED,
                  "an environment has just been asked for",
                  ground -> ground.asked(Ground.spec()))
              .beforeAnyStatus()
              .until("a replica looks", ground -> ground.world.replica()),
          when(
                  Reason.SLEEPING,
                  "nobody has asked a preview for anything for some time",
                  ground -> {
                    ground.readyToSleep();
                    ground.world.fly.machines().stop(ground.world.us, ground.machine());
                    looksLater(ground);
                  })
              .until(
                  "somebody asks for it",
                  ground -> {
                    ground.world.fly.machines().start(ground.world.us, ground.machine());
                    looksLater(ground);
                  }),
          when(
                  Reason.STOPPED,
                  "it is to be stopped, and is",
                  ground -> {
                    ground.ready();
                    ground.desire("stopped");
                  })
              .until("it is to run", ground -> ground.desire("running")));

  private HealthScenarios() {}

  private static void cordon(Ground ground, boolean on) {
    ground.world.fly.machines().cordon(ground.world.us, ground.machine(), on);
    looksLater(ground);
  }

  /** Once Fly's list shows it. */
  private static void looksLater(Ground ground) {
    ground.world.pass(Duration.ofSeconds(3));
    ground.managerAsks();
  }
}
