package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Naming;
import java.time.Instant;

/** Gives environments the names of their Fly apps, and the networks that these are created in. */
public final class Reservations {

  private final String installation;

  public Reservations(String installation) {
    this.installation = installation;
  }

  public String installation() {
    return installation;
  }

  /** Reserves the name of the present incarnation. */
  public Naming reserve(Desired desired, Naming naming, Instant now) {
    FlyAppName name = FlyAppName.of(installation, desired.key(), naming.incarnation());
    return naming.reserve(name, network(desired, name), now);
  }

  /** Gives the reserved name up and reserves that of the next incarnation. */
  public Naming next(Desired desired, Naming naming, Instant now) {
    return reserve(desired, naming.close(now), now);
  }

  /** Whether the network that the app is in is the one that is wanted. */
  public boolean isInItsNetwork(Desired desired, Naming.Reserved reserved) {
    return reserved.network().equals(network(desired, reserved.name()));
  }

  /**
   * The network by name. One of the environment's own is named after its app: network names begin
   * with a letter, and outlive their apps (Fly's docs).
   */
  private static String network(Desired desired, FlyAppName name) {
    return desired.spec().reach().network().orElse("env-" + name);
  }

  /** What Fly is told, so that the repetition of a creation gives the same app. */
  public static String idempotencyKey(EnvironmentKey key, FlyAppName name) {
    return key + ":" + name;
  }
}
