package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.simulator.fly.Fault;
import io.runtimeservice.simulator.fly.Refusals;
import io.runtimeservice.simulator.fly.Visit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** P14: everything that Fly may answer instead of what was asked for, and parts of it that fail. */
class FlyFailuresTest {

  private static final Duration OUTAGE = Duration.ofMinutes(1);

  private static Predicate<Call> about(String... actions) {
    return call -> Enumeration.fly(call) && Arrays.asList(actions).contains(call.action());
  }

  private static boolean changes(Call call) {
    return Enumeration.fly(call) && call.app().isPresent();
  }

  private static boolean looks(Call call) {
    return Enumeration.fly(call) && call.app().isEmpty();
  }

  private static Perturbation refused(Failure failure) {
    return new Perturbation.Refused(failure);
  }

  @Test
  void whatever_fly_says_the_end_is_the_same() {
    var unclear = refused(new Failure.OutcomeUnknown(Said.FLY));
    var unavailable = refused(new Failure.Unavailable(Said.FLY));
    new Enumeration(1, 6)
        .at(FlyFailuresTest::changes, "P14 408 or 5xx to a change, not made", unclear)
        .at(FlyFailuresTest::looks, "P14 408 or 5xx to a look", unavailable)
        .at(
            FlyFailuresTest::looks,
            "P14 garbage instead of an answer to a look",
            refused(new Failure.Unreliable(Said.FLY)))
        .at(
            FlyFailuresTest::changes,
            "P14 reset, or garbage, after a change",
            new Perturbation.DoneAndFails())
        .at(Enumeration::fly, "P14 hangs", new Perturbation.RequestLost())
        .at(
            Enumeration::fly,
            "P14 429 without Retry-After",
            refused(new Failure.Throttled(Optional.empty(), Said.FLY)))
        .at(
            Enumeration::fly,
            "P14 429 with Retry-After",
            refused(new Failure.Throttled(Optional.of(Duration.ofSeconds(20)), Said.FLY)))
        .at(
            Enumeration::fly,
            "P14 401 token not accepted",
            refused(new Failure.Unauthenticated(Said.FLY)))
        .at(
            FlyFailuresTest::changes,
            "P14 403 not allowed",
            refused(new Failure.Forbidden(Said.FLY)))
        .at(
            FlyFailuresTest::changes,
            "P14 422 not accepted",
            refused(new Failure.Rejected(Said.FLY)))
        .hold();
  }

  @Test
  void every_meaning_of_409_412_and_422_is_told_apart() {
    new Enumeration(1, 1)
        .at(
            about("machine_update", "machine_metadata"),
            "P14 412 version moved",
            refused(new Failure.VersionMoved(Said.FLY)))
        .at(
            about("machine_create", "machine_update", "machine_start", "machine_stop"),
            "P14 412 not settled",
            refused(new Failure.NotSettled(Said.FLY)))
        .at(
            about("machine_update", "machine_start", "machine_stop", "machine_destroy"),
            "P14 409 lease held",
            refused(new Failure.LeaseHeld(Optional.empty(), Said.FLY)))
        .at(about("app_create"), "P14 409 name taken", refused(new Failure.NameTaken(Said.FLY)))
        .at(
            about("machine_update", "machine_start"),
            "P14 409 no room on the host",
            new Perturbation.Meanwhile(
                "no room on the host", 1, false, FlyFailuresTest::noRoomOnHost))
        .at(
            about("machine_create"),
            "P14 422 no room in the region",
            refused(new Failure.NoRoomInRegion(Said.FLY)))
        .at(
            about("machine_create", "machine_update"),
            "P14 400 image not there yet",
            refused(new Failure.ImageUnusable(false, Said.FLY)))
        .hold();
  }

  /** The next such call is refused, and no other. */
  private static void noRoomOnHost(Universe world) {
    var open = new boolean[] {true};
    world
        .fly
        .door()
        .trouble(visit -> {
          boolean hits =
              open[0] && List.of("machine_update", "machine_start").contains(visit.action());
          open[0] &= !hits;
          return hits ? new Fault.Refused(Refusals.noRoomOnHost()) : new Fault.None();
        });
  }

  @Test
  void what_is_left_of_fly_is_made_use_of() {
    var enumeration = new Enumeration(1, 25);
    for (String family : List.of("app_", "machine_", "address_", "secret_", "certificate_")) {
      enumeration.at(
          Enumeration::any,
          "P14 outage of " + family.replace("_", ""),
          outage(family, visit -> visit.action().startsWith(family)));
    }
    enumeration
        .at(
            Enumeration::any,
            "P14 outage of one app",
            outage("app", visit -> visit.subject().startsWith("checkout-")))
        .at(Enumeration::any, "P14 outage of all of Fly", outage("all", _ -> true))
        .at(
            Enumeration::any,
            "P14 outage of one region",
            Deeds.meanwhile(
                "iad is full",
                1,
                world -> {
                  world.fly.hosts().fillRegion("iad");
                  world.time.after(OUTAGE, () -> world.fly.hosts().mendRegion("iad"));
                }))
        .hold();
  }

  private static Perturbation outage(String what, Predicate<Visit> of) {
    return Deeds.meanwhile(
        "outage of " + what,
        0,
        world -> {
          world
              .fly
              .door()
              .trouble(visit ->
                  of.test(visit) ? new Fault.Refused(Refusals.broken(503)) : new Fault.None());
          world.time.after(OUTAGE, () -> world.fly.door().trouble(_ -> new Fault.None()));
        });
  }
}
