package io.runtimeservice.reconciler.universe;

import io.runtimeservice.reconciler.Engine;
import io.runtimeservice.reconciler.fixture.Tally;

/**
 * A replica of the service.
 *
 * @param wire what it lives by
 * @param clock what it takes the time from
 * @param tally its metrics
 */
record Replica(String name, Wire wire, Wire.ReplicaClock clock, Engine engine, Tally tally) {

  boolean isDead() {
    return wire.isCut();
  }
}
