package io.runtimeservice.reconciler;

import io.runtimeservice.reconciler.control.BrakeRule;
import io.runtimeservice.reconciler.limit.FlyRates;
import java.time.Duration;

/** How a replica's reconciler behaves. */
public record Options(Whose whose, Pace pace, Sweeping sweeping, BrakeRule brake) {

  /**
   * Who it is, and what is its.
   *
   * @param installation part of names and marks, so that two installations never meet
   * @param organisation the slug of the Fly organisation
   * @param replica this replica's own name, never used before
   */
  public record Whose(String installation, String organisation, String replica) {}

  /**
   * How fast, and how patiently.
   *
   * @param deleteGrace how long production is kept stopped before it is deleted
   * @param controlInterval how often it is read what operators let be done
   * @param concurrency how many passes may be in flight
   */
  public record Pace(
      Duration leaseDuration,
      Duration deleteGrace,
      Duration controlInterval,
      int concurrency,
      FlyRates rates) {}

  /**
   * How it looks at everything.
   *
   * @param interval how often everything is compared
   * @param feedInterval how often it is asked what has changed
   * @param wholeLookInterval how often each environment is looked at whole
   * @param segments in how many parts the table is read at once
   * @param repairsDrift whether drift is repaired, or reported only
   * @param deletesOrphans whether orphans are deleted, or reported only
   */
  public record Sweeping(
      Duration interval,
      Duration feedInterval,
      Duration wholeLookInterval,
      int segments,
      boolean repairsDrift,
      boolean deletesOrphans) {

    /** Changes are asked for so often: 6 calls a minute. */
    public static final Duration FEED_INTERVAL = Duration.ofSeconds(10);

    /** The table is read in so many parts at once. */
    public static final int SEGMENTS = 4;
  }
}
