package io.runtimeservice.reconciler.look;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.Machine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one look at Fly has shown. What was not asked for is empty; what could not be found out made
 * the look fail, and is in none of these, but for certificates: nobody has to wait for them who
 * wants something else.
 *
 * @param app what became of the app that the environment has, or had
 * @param machines all machines of the app, confirmed by id where they contradicted the record
 * @param addresses all addresses of the app
 * @param secretDigests Fly's digest of each of the app's secrets, by name
 * @param hostnames all host names that the app has a certificate for, or has asked one for, and how
 *     far each is
 * @param certificates host names that were looked at by themselves
 * @param whole whether everything there is was looked at
 * @param unlisted why the host names could not be listed, although they had to be
 */
public record Look(
    AppSight app,
    Optional<List<Machine>> machines,
    Optional<List<Address>> addresses,
    Optional<Map<String, String>> secretDigests,
    Optional<Map<String, Certificate.State>> hostnames,
    List<Certificate> certificates,
    boolean whole,
    Optional<Failure> unlisted) {

  /** Nothing was asked. */
  public static final Look NONE = of(AppSight.NOT_ASKED);

  public Look {
    machines = machines.map(List::copyOf);
    addresses = addresses.map(List::copyOf);
    secretDigests = secretDigests.map(Map::copyOf);
    hostnames = hostnames.map(Map::copyOf);
    certificates = List.copyOf(certificates);
  }

  /** One in which all that was asked for was found out. */
  Look(
      AppSight app,
      Optional<List<Machine>> machines,
      Optional<List<Address>> addresses,
      Optional<Map<String, String>> secretDigests,
      Optional<Map<String, Certificate.State>> hostnames,
      List<Certificate> certificates,
      boolean whole) {
    this(app, machines, addresses, secretDigests, hostnames, certificates, whole, Optional.empty());
  }

  /** What is known of the app as such. */
  public enum AppSight {
    NOT_ASKED,
    PRESENT,
    ABSENT,
    /** The name is a stranger's. */
    FOREIGN,
    /** An app of the name is in our organisation, and is not the one that is recorded. */
    NOT_OURS
  }

  static Look of(AppSight app) {
    return new Look(
        app,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false);
  }
}
