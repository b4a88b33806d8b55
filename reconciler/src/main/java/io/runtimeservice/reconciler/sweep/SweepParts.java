package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.reconciler.plan.Moment;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a sweep works with.
 *
 * @param fly its limits kept
 */
public record SweepParts(
    EnvironmentStore environments,
    Inventory inventory,
    SweepStore store,
    Fly fly,
    Time time,
    Supplier<Moment> moment,
    Telemetry telemetry,
    Finds finds,
    Options options) {

  /**
   * How it sweeps.
   *
   * @param replica this replica's own name
   * @param leaseDuration how long the one who sweeps may be silent
   * @param interval how often everything is swept
   * @param feedInterval how often it is asked what has changed
   * @param wholeLookInterval how often each environment is to be looked at whole
   * @param segments in how many parts the table is read at once
   * @param deletesOrphans whether orphans are deleted, or reported only
   */
  public record Options(
      String organisation,
      String installation,
      String replica,
      Duration leaseDuration,
      Duration interval,
      Duration feedInterval,
      Duration wholeLookInterval,
      int segments,
      boolean deletesOrphans) {}

  /** Who is told of what is found. */
  public interface Finds {

    /** An environment is not at rest by its records. */
    void unrest(EnvironmentKey key);

    /** An environment at rest is otherwise than its records say. */
    void drift(EnvironmentKey key);

    /** It is an environment's turn to be looked at, after so long. */
    void turn(EnvironmentKey key, Duration after);

    /** An app that was made for an environment is not its app, and is to go. */
    void orphan(EnvironmentKey key, FlyAppName app);
  }
}
