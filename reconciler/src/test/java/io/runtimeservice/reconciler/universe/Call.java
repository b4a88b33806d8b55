package io.runtimeservice.reconciler.universe;

import java.util.Optional;
import java.util.Set;

/**
 * A call of a replica to the outside.
 *
 * @param replica who makes it
 * @param number which of all calls of all replicas it is, from one
 * @param action what it is about: Fly's action, or the port's method
 * @param app the app on Fly that it changes, if it does
 */
record Call(String replica, long number, Port port, String action, Optional<String> app) {

  /** Whom it goes to. */
  enum Port {
    FLY,
    ENVIRONMENTS,
    RUNTIMES,
    CLAIMS,
    QUEUE,
    SECRETS,
    CONTROLS,
    SWEEPS,
    INVENTORY
  }

  static final Set<String> OF_THE_SWEEP = Set.of("fleet_list", "app_list");

  /** Whether it is made all the time, for no environment, whatever happens. */
  boolean isRoutine() {
    return switch (port) {
      case QUEUE -> isReceive();
      case CONTROLS -> action.equals("read");
      case SWEEPS, INVENTORY -> true;
      case FLY -> OF_THE_SWEEP.contains(action);
      case ENVIRONMENTS, RUNTIMES, CLAIMS, SECRETS -> false;
    };
  }

  /** Whether it takes marks off the queue. */
  boolean isReceive() {
    return port == Port.QUEUE && action.equals("receive");
  }

  /** Whether Fly or the table may answer it with what was true some time ago. */
  boolean mayLag() {
    return switch (port) {
      case FLY -> action.endsWith("_list");
      case ENVIRONMENTS -> action.equals("list");
      case INVENTORY -> true;
      case RUNTIMES, CLAIMS, QUEUE, SECRETS, CONTROLS, SWEEPS -> false;
    };
  }

  @Override
  public String toString() {
    return "%d %s %s %s".formatted(number, replica, port, action);
  }
}
