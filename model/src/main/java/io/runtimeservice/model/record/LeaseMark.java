package io.runtimeservice.model.record;

import java.util.Optional;

/**
 * The lease as the table holds it. Every write of the runtime record raises {@code version} and is
 * conditional on the one before, so that a write says two things at once: nobody else has written
 * since I read, and I am alive.
 *
 * @param owner the replica that holds it; empty if it is free
 * @param version a counter; one that stands still while there is an owner says that the owner is
 *     gone
 * @param epoch how often the lease has been granted: the fencing token
 * @param follower the replica that wrote the record last, while nobody holds it: it looks again by
 *     itself until there is nothing left to do
 */
public record LeaseMark(
    Optional<String> owner, long version, long epoch, Optional<String> follower) {

  public static final LeaseMark NEVER_HELD = new LeaseMark(Optional.empty(), 0, 0);

  /** One that nobody follows. */
  public LeaseMark(Optional<String> owner, long version, long epoch) {
    this(owner, version, epoch, Optional.empty());
  }

  public LeaseMark granted(String to) {
    return new LeaseMark(Optional.of(to), version + 1, epoch + 1);
  }

  public LeaseMark renewed() {
    return new LeaseMark(owner, version + 1, epoch);
  }

  public LeaseMark released() {
    return new LeaseMark(Optional.empty(), version + 1, epoch, owner);
  }

  /** The record was written by somebody who does not hold the lease. */
  public LeaseMark noted(String by) {
    return new LeaseMark(Optional.empty(), version + 1, epoch, Optional.of(by));
  }

  public boolean isHeldBy(String replica) {
    return owner.filter(replica::equals).isPresent();
  }
}
