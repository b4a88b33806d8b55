package io.runtimeservice.reconciler.universe;

import static io.runtimeservice.reconciler.universe.ReasonScenario.when;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.simulator.fly.FlyError;
import io.runtimeservice.simulator.fly.Refusals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What Fly, or this service itself, does not do as it should. */
final class FlyScenarios {

  /** Of an app that was made just now "not found" is not believed. */
  private static final Duration NO_LONGER_NEW = Duration.ofMinutes(10);

  static final List<ReasonScenario> ALL =
      List.of(
          when(
                  Reason.LIST_UNRELIABLE,
                  "Fly says that there is no such app where it lists machines, and shows the app",
                  ground -> {
                    ground.ready();
                    ground.world.pass(NO_LONGER_NEW);
                    ground.flyRefuses("machine_list", Refusals.absent("app"));
                    ground.managerAsks();
                  })
              .shows("Fly said: ", "finds no machines of an app that it says is there")
              .until("Fly agrees with itself again", Ground::flyIsItselfAgain),
          when(
                  Reason.CREATE_AMBIGUOUS,
                  "nobody answers the call that makes a machine",
                  ground -> {
                    ground.goesWrong("machine_create", new Perturbation.RequestLost());
                    ground.preview(Ground.spec());
                  })
              .shows("Fly said: no answer")
              .until("calls are answered again", Ground::nothingGoesWrong),
          when(
                  Reason.SUPERSEDED,
                  "somebody changes a machine at the very moment when it is to be changed",
                  ground -> {
                    ground.ready();
                    ground.goesWrong(
                        "machine_update",
                        new Perturbation.Refused(
                            new Failure.VersionMoved(
                                Evidence.of(Dependency.FLY, "current_version does not match"))));
                    ground.deploy(Samples.IMAGE_2);
                  })
              .shows("Fly said: current_version does not match")
              .until("nobody changes it meanwhile", Ground::nothingGoesWrong),
          when(
                  Reason.FLY_RATE_LIMITED,
                  "Fly has had too many calls",
                  ground ->
                      lookIsRefused(ground, Refusals.throttled(Optional.of(Duration.ofMinutes(2)))))
              .shows("Fly said: rate limit exceeded")
              .until("Fly takes calls again", Ground::flyIsItselfAgain),
          when(
                  Reason.FLY_API_UNAVAILABLE,
                  "Fly's API is down",
                  ground -> lookIsRefused(ground, Refusals.broken(503)))
              .shows("Fly said: unavailable: upstream failed")
              .until("Fly's API is up again", Ground::flyIsItselfAgain),
          when(
                  Reason.FLY_AUTH_FAILED,
                  "the service's token has run out",
                  ground -> lookIsRefused(ground, Refusals.unauthenticated()))
              .shows("Fly said: Authenticate: token validation error")
              .until("the service has another token", Ground::flyIsItselfAgain),
          when(
                  Reason.REJECTED_BY_FLY,
                  "Fly does not make machines of this size",
                  ground -> {
                    ground.flyRefuses(
                        "machine_create", Refusals.invalid("invalid config.guest.memory_mb"));
                    ground.preview(Ground.spec());
                  })
              .shows("Fly said: ", "invalid config.guest.memory_mb")
              .until("Fly takes the request", Ground::flyIsItselfAgain),
          when(
                  Reason.INTERNAL_ERROR,
                  "the service's own record of the environment cannot be read",
                  ground -> {
                    ground.ready();
                    epoch(ground, "'twelve'");
                    ground.managerAsks();
                  })
              .shows("Its own record: ", "epoch")
              .until("somebody mends the record", ground -> epoch(ground, "12")));

  private FlyScenarios() {}

  private static void epoch(Ground ground, String value) {
    var record = ground.world.table.runtime(ground.key()).orElseThrow();
    ground.world.table.putRuntime(ground.key(), record.with("epoch", Universe.value(value)));
  }

  private static void lookIsRefused(Ground ground, FlyError error) {
    ground.ready();
    ground.flyRefuses("machine_list", error);
    ground.managerAsks();
  }
}
