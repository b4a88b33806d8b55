package io.runtimeservice.reconciler.lease;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.LeaseMark;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells a lease that is held from one whose holder is gone. Nothing in the table says when a lease
 * ends, for no two clocks agree: it is stale when its version has stood still for the lease's
 * duration on our own monotonic clock.
 *
 * <p>In the same way it tells whether an environment that is not at rest is looked after by another
 * replica. All that would look at it would together use up Fly's limits, to learn the same.
 */
public final class LeaseWatch {

  private final String replica;
  private final Duration leaseDuration;
  private final Map<EnvironmentKey, Sighting> sightings = new HashMap<>();

  public LeaseWatch(String replica, Duration leaseDuration) {
    this.replica = replica;
    this.leaseDuration = leaseDuration;
  }

  /** Whether a lease may be taken. */
  public enum Verdict {
    FREE,
    /** It is our own, left over from a pass whose last write was lost. */
    OURS,
    /** Its holder is gone. */
    STALE,
    /** Its holder may be at work. */
    HELD,
    /** Nobody holds it, and another replica looks after the environment. */
    FOLLOWED
  }

  private record Sighting(long version, long sinceNanos) {}

  /**
   * Judges a lease as it was just read.
   *
   * @param atWork whether its follower, if there is one, has reason to look again by itself
   */
  public Verdict judge(EnvironmentKey key, LeaseMark mark, boolean atWork, long nanos) {
    if (mark.isHeldBy(replica)) {
      sightings.remove(key);
      return Verdict.OURS;
    }
    boolean followed = atWork && mark.follower().filter(it -> !it.equals(replica)).isPresent();
    if (mark.owner().isEmpty() && !followed) {
      sightings.remove(key);
      return Verdict.FREE;
    }
    boolean stale = standsStill(key, mark, nanos);
    if (mark.owner().isEmpty()) {
      return stale ? Verdict.FREE : Verdict.FOLLOWED;
    }
    return stale ? Verdict.STALE : Verdict.HELD;
  }

  private boolean standsStill(EnvironmentKey key, LeaseMark mark, long nanos) {
    var seen =
        sightings.compute(
            key,
            (_, before) ->
                before != null && before.version() == mark.version()
                    ? before
                    : new Sighting(mark.version(), nanos));
    return nanos - seen.sinceNanos() >= leaseDuration.toNanos();
  }

  /** Forgets what was seen of an environment that is not looked at any more. */
  public void forget(EnvironmentKey key) {
    sightings.remove(key);
  }

  /** How many leases of others are being watched. */
  public int watched() {
    return sightings.size();
  }
}
