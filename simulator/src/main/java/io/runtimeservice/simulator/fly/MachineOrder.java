package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.document.Value;
import java.time.Duration;
import java.util.Optional;

/**
 * What is asked of a machine that is created or updated.
 *
 * @param config whole
 * @param launch whether it shall run
 * @param minSecretsVersion the secrets that it must have at least
 * @param leaseFor a lease to be taken along with it
 */
public record MachineOrder(
    Value.Tree config,
    boolean launch,
    boolean cordoned,
    Optional<Long> minSecretsVersion,
    Optional<Duration> leaseFor) {

  public static MachineOrder of(Value.Tree config) {
    return new MachineOrder(config, true, false, Optional.empty(), Optional.empty());
  }
}
