package io.runtimeservice.reconciler.lease;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.LeaseMark;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a lease that is held from one whose holder is gone. Nothing in the table says when a lease
 * ends, for no two clocks agree: it is stale when its version has stood still for the lease's
 * duration on our own monotonic clock.
 *
 * <p>In the same way it tells whether an environment is looked after by another replica, which is
 * the one that wrote its record last. All that would look at it would together use up Fly's limits,
 * to learn the same.
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

  /**
   * What is left to the replica that wrote the record last.
   *
   * @param patience how long nothing may be heard of it until we look ourselves
   * @param statusRev the status' counter: a look that the record learns nothing from may raise it
   */
  public record Leave(Duration patience, long statusRev) {}

  private record Sighting(long version, long statusRev, long sinceNanos) {

    boolean isOf(long nowVersion, long nowStatusRev) {
      return version == nowVersion && statusRev == nowStatusRev;
    }
  }

  /**
   * Judges a lease as it was just read.
   *
   * @param leave what is left to its follower, if that is another replica; empty: nothing is
   */
  public Verdict judge(EnvironmentKey key, LeaseMark mark, Optional<Leave> leave, long nanos) {
    if (mark.isHeldBy(replica)) {
      sightings.remove(key);
      return Verdict.OURS;
    }
    if (mark.owner().isPresent()) {
      boolean gone = standsStillFor(leaseDuration, key, mark, 0, nanos);
      return gone ? Verdict.STALE : Verdict.HELD;
    }
    if (leave.isEmpty() || !isFollowedByAnother(mark)) {
      sightings.remove(key);
      return Verdict.FREE;
    }
    var left = leave.orElseThrow();
    boolean gone = standsStillFor(left.patience(), key, mark, left.statusRev(), nanos);
    return gone ? Verdict.FREE : Verdict.FOLLOWED;
  }

  /** Whether somebody else was at work on it when it was looked at last. */
  public boolean hasSeen(EnvironmentKey key) {
    return sightings.containsKey(key);
  }

  /** Whether another replica wrote the record last. */
  public boolean isFollowedByAnother(LeaseMark mark) {
    return mark.follower().filter(it -> !it.equals(replica)).isPresent();
  }

  private boolean standsStillFor(
      Duration patience, EnvironmentKey key, LeaseMark mark, long statusRev, long nanos) {
    var seen =
        sightings.compute(
            key,
            (_, before) ->
                before != null && before.isOf(mark.version(), statusRev)
                    ? before
                    : new Sighting(mark.version(), statusRev, nanos));
    return nanos - seen.sinceNanos() >= patience.toNanos();
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
