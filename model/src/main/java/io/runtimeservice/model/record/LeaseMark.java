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
 */
public record LeaseMark(Optional<String> owner, long version, long epoch) {

  public static final LeaseMark NEVER_HELD = new LeaseMark(Optional.empty(), 0, 0);

  public LeaseMark granted(String to) {
    return new LeaseMark(Optional.of(to), version + 1, epoch + 1);
  }

  public LeaseMark renewed() {
    return new LeaseMark(owner, version + 1, epoch);
  }

  public LeaseMark released() {
    return new LeaseMark(Optional.empty(), version + 1, epoch);
  }

  public boolean isHeldBy(String replica) {
    return owner.filter(replica::equals).isPresent();
  }
}
