package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Slot;
import java.util.Map;
import java.util.Optional;

/**
 * What is written on each machine, to say whose it is and what it was given. The keys are our own:
 * with flyctl's {@code fly_platform_version} on it, a stray {@code fly deploy} would take the
 * machine over.
 */
public final class Ownership {

  public static final String INSTALLATION = "runtime_installation";
  public static final String APP = "runtime_app";
  public static final String ENVIRONMENT = "runtime_environment";
  public static final String INCARNATION = "runtime_incarnation";
  public static final String SLOT = "runtime_slot";

  /** The generation that last changed the machine; not that which last found it right. */
  public static final String GENERATION = "runtime_generation";

  /** The digest of the configuration that it was given. */
  public static final String CONFIG = "runtime_config";

  /** The digest of the set of secrets that it was started with. */
  public static final String SECRETS = "runtime_secrets";

  public static final String COMMIT = "runtime_commit";

  private Ownership() {}

  /** What says whose machine it is, in which slot. */
  static Map<String, String> marks(
      String installation, EnvironmentKey key, int incarnation, Slot slot) {
    return Map.of(
        INSTALLATION, installation,
        APP, key.app().value(),
        ENVIRONMENT, key.environment().value(),
        INCARNATION, Integer.toString(incarnation),
        SLOT, slot.machineName());
  }

  /** Whether it was made beside the machine of its slot, and has not taken over. */
  public static boolean isBeside(Slot slot, Machine machine) {
    return machine.health().cordoned() && !machine.name().equals(slot.machineName());
  }

  /** The slot of a machine that is ours and of this environment; empty if it is neither. */
  public static Optional<Slot> slotOf(Machine machine, String installation, EnvironmentKey key) {
    var metadata = machine.metadata();
    boolean ours =
        installation.equals(metadata.get(INSTALLATION))
            && key.app().value().equals(metadata.get(APP))
            && key.environment().value().equals(metadata.get(ENVIRONMENT));
    return ours ? Optional.ofNullable(metadata.get(SLOT)).flatMap(Slot::parse) : Optional.empty();
  }
}
