package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Digest;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.SecretSpec;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was last applied on Fly, and what Fly called it: the proof by which a look need not ask for
 * it again.
 *
 * @param appCreated whether the Fly app exists
 * @param addresses the address of each type
 * @param secretsVersion Fly's version of the app's secrets after our last write; empty if never
 *     written
 * @param secrets each secret by the name of its env var
 * @param certificates each certificate by host name
 * @param machines the machine in each slot
 */
public record Applied(
    boolean appCreated,
    Map<AddressType, String> addresses,
    Optional<Long> secretsVersion,
    SortedMap<String, Secret> secrets,
    SortedMap<String, Certified> certificates,
    SortedMap<Slot, InSlot> machines) {

  public static final Applied NOTHING =
      new Applied(
          false, Map.of(), Optional.empty(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  public Applied {
    var byType = new EnumMap<AddressType, String>(AddressType.class);
    byType.putAll(addresses);
    addresses = Collections.unmodifiableMap(byType);
    secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    certificates = Collections.unmodifiableSortedMap(new TreeMap<>(certificates));
    machines = Collections.unmodifiableSortedMap(new TreeMap<>(machines));
  }

  /**
   * A secret that was set.
   *
   * @param spec the reference that it was fetched from
   * @param digest Fly's own digest, as Fly said it after our write
   */
  public record Secret(SecretSpec spec, String digest) {}

  /**
   * A certificate that was asked for.
   *
   * @param custom the reference it was fetched from; empty if Fly issues it
   * @param active whether Fly has said that it is
   */
  public record Certified(Optional<SecretReference> custom, boolean active, Instant requestedAt) {}

  /**
   * A machine in a slot.
   *
   * @param version its version after our own last change
   */
  public record InSlot(MachineId id, String version) {}

  /**
   * One text for the set of secrets as Fly has it, written on each machine that is started with it:
   * a rotation to the same values leaves it as it is.
   */
  public String secretsDigest() {
    var text = new StringBuilder();
    secrets.forEach(
        (name, secret) -> text.append(name).append('=').append(secret.digest()).append('\n'));
    return Digest.of(text.toString()).hex();
  }

  public Applied withApp(boolean created) {
    return created
        ? new Applied(true, addresses, secretsVersion, secrets, certificates, machines)
        : NOTHING;
  }

  public Applied withAddresses(Map<AddressType, String> all) {
    return new Applied(appCreated, all, secretsVersion, secrets, certificates, machines);
  }

  public Applied withAddress(AddressType type, String ip) {
    var all = new EnumMap<AddressType, String>(AddressType.class);
    all.putAll(addresses);
    all.put(type, ip);
    return withAddresses(all);
  }

  public Applied withoutAddress(String ip) {
    var all = new EnumMap<AddressType, String>(AddressType.class);
    all.putAll(addresses);
    all.values().removeIf(ip::equals);
    return withAddresses(all);
  }

  public Applied withSecrets(Optional<Long> version, SortedMap<String, Secret> all) {
    return new Applied(appCreated, addresses, version, all, certificates, machines);
  }

  public Applied withCertificate(String hostname, Certified certified) {
    var all = new TreeMap<>(certificates);
    all.put(hostname, certified);
    return new Applied(appCreated, addresses, secretsVersion, secrets, all, machines);
  }

  public Applied withoutCertificate(String hostname) {
    var all = new TreeMap<>(certificates);
    all.remove(hostname);
    return new Applied(appCreated, addresses, secretsVersion, secrets, all, machines);
  }

  public Applied withMachine(Slot slot, InSlot machine) {
    var all = new TreeMap<>(machines);
    all.put(slot, machine);
    return withMachines(all);
  }

  public Applied withoutMachine(MachineId id) {
    var all = new TreeMap<>(machines);
    all.values().removeIf(machine -> machine.id().equals(id));
    return withMachines(all);
  }

  private Applied withMachines(SortedMap<Slot, InSlot> all) {
    return new Applied(appCreated, addresses, secretsVersion, secrets, certificates, all);
  }
}
