package io.runtimeservice.reconciler.limit;

import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;

/**
 * Fly's limits (Fly's docs, "Working with the Machines API", August 2026): each action 1 a second
 * and 3 at once for each machine or app, reading a machine 5 and 10, app deletions 100 a minute.
 * Whether the organisation's list and the creation of apps have limits of their own is not
 * documented: these are settings.
 */
public record FlyRates(Rate fleetList, Rate appCreate) {

  private static final Rate ACTION = new Rate(1, 3);
  private static final Rate MACHINE_GET = new Rate(5, 10);

  /** With its burst, no minute holds more than the hundred, wherever it begins. */
  private static final Rate APP_DELETE = new Rate(90 / 60.0, 10);

  public static final FlyRates DEFAULT = new FlyRates(new Rate(1, 3), new Rate(10, 30));

  /** The limit that a call counts against. */
  Rate of(FlyCall<?> call) {
    return switch (call) {
      case AppCall.Create _ -> appCreate;
      case AppCall.Delete _ -> APP_DELETE;
      case FleetCall<?> _ -> fleetList;
      case MachineCall.Get _ -> MACHINE_GET;
      case FlyCall<?> _ -> ACTION;
    };
  }

  /** Whose limit it is: the deletions of all apps count together. */
  static String bucketOf(FlyCall<?> call) {
    return call instanceof AppCall.Delete ? call.action() : call.action() + " " + call.subject();
  }
}
