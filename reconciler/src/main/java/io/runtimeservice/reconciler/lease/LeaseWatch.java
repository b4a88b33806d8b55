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
    HELD
  }

  private record Sighting(long version, long sinceNanos) {}

  /** Judges a lease as it was just read. */
  public Verdict judge(EnvironmentKey key, LeaseMark mark, long nanos) {
    if (mark.owner().isEmpty() || mark.isHeldBy(replica)) {
      sightings.remove(key);
      return mark.owner().isEmpty() ? Verdict.FREE : Verdict.OURS;
    }
    var seen =
        sightings.compute(
            key,
            (_, before) ->
                before != null && before.version() == mark.version()
                    ? before
                    : new Sighting(mark.version(), nanos));
    return nanos - seen.sinceNanos() >= leaseDuration.toNanos() ? Verdict.STALE : Verdict.HELD;
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
