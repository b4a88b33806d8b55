package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.id.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Who may change a machine. */
final class LeaseHolder {

  private final MachineId machine;
  private Optional<MachineLease> lease = Optional.empty();

  LeaseHolder(MachineId machine) {
    this.machine = machine;
  }

  Optional<MachineLease> current(Instant now) {
    return lease.filter(it -> now.isBefore(it.expiresAt()));
  }

  /** Refuses whoever does not hold the lease that somebody holds. */
  void admit(Optional<String> nonce, Instant now) {
    current(now)
        .filter(it -> nonce.filter(it.nonce()::equals).isEmpty())
        .ifPresent(it -> {
          throw Refusals.leaseHeld(machine, it.owner(), it.expiresAt());
        });
  }

  /** Takes the lease, or keeps it longer if the nonce is its own. */
  MachineLease take(MachineLease wanted, Optional<String> nonce, Duration ttl, Instant now) {
    admit(nonce, now);
    var kept = current(now).map(MachineLease::nonce).orElse(wanted.nonce());
    var next = new MachineLease(kept, wanted.owner(), wanted.version(), now.plus(ttl));
    lease = Optional.of(next);
    return next;
  }

  void release(Optional<String> nonce, Instant now) {
    if (current(now).isEmpty()) {
      throw Refusals.absent("lease");
    }
    admit(nonce, now);
    lease = Optional.empty();
  }
}
