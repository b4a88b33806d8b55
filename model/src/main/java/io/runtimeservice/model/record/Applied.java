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
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was last applied on Fly, and what Fly called it: the proof by which a look need not ask for
 * it again.
 *
 * @param appCreated whether the Fly app exists
 * @param addresses the address of each type
 * @param addressesAsked types of which an address may have been assigned by us at any time, those
 *     of {@code addresses} among them: a list that leaves one out, or a call that takes effect
 *     late, makes it nobody else's
 * @param secretsVersion Fly's version of the app's secrets after our last write; empty if never
 *     written
 * @param secrets each secret by the name of its env var
 * @param secretsRepaired how often secrets were found to be not as recorded: a machine that was
 *     started in between lacks them
 * @param certificates each certificate by host name
 * @param hostnamesAsked host names whose certificates' request was cut off: it may take effect late
 * @param machines the machine in each slot
 */
public record Applied(
    boolean appCreated,
    Map<AddressType, String> addresses,
    Set<AddressType> addressesAsked,
    Optional<Long> secretsVersion,
    SortedMap<String, Secret> secrets,
    int secretsRepaired,
    SortedMap<String, Certified> certificates,
    SortedSet<String> hostnamesAsked,
    SortedMap<Slot, InSlot> machines) {

  /** Of more host names that were cut off the first ones are remembered. */
  public static final int HOSTNAMES_ASKED_MAX = 50;

  public static final Applied NOTHING =
      new Applied(
          false, Map.of(), Optional.empty(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  /** One in which nothing has ever gone another way than it was recorded. */
  public Applied(
      boolean appCreated,
      Map<AddressType, String> addresses,
      Optional<Long> secretsVersion,
      SortedMap<String, Secret> secrets,
      SortedMap<String, Certified> certificates,
      SortedMap<Slot, InSlot> machines) {
    this(
        appCreated,
        addresses,
        Set.of(),
        secretsVersion,
        secrets,
        0,
        certificates,
        new TreeSet<>(),
        machines);
  }

  public Applied {
    var asked = EnumSet.noneOf(AddressType.class);
    asked.addAll(addressesAsked);
    asked.addAll(addresses.keySet());
    addressesAsked = Collections.unmodifiableSet(asked);
    var byType = new EnumMap<AddressType, String>(AddressType.class);
    byType.putAll(addresses);
    addresses = Collections.unmodifiableMap(byType);
    secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    certificates = Collections.unmodifiableSortedMap(new TreeMap<>(certificates));
    hostnamesAsked =
        Collections.unmodifiableSortedSet(
            hostnamesAsked.stream()
                .limit(HOSTNAMES_ASKED_MAX)
                .collect(Collectors.toCollection(TreeSet::new)));
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
   * a rotation to the same values leaves it as it is; a repair does not.
   */
  public String secretsDigest() {
    var text = new StringBuilder();
    secrets.forEach(
        (name, secret) -> text.append(name).append('=').append(secret.digest()).append('\n'));
    if (secretsRepaired > 0) {
      text.append(secretsRepaired).append(" times repaired\n");
    }
    return Digest.of(text.toString()).hex();
  }

  public Applied withApp(boolean created) {
    return created
        ? new Applied(
            true,
            addresses,
            addressesAsked,
            secretsVersion,
            secrets,
            secretsRepaired,
            certificates,
            hostnamesAsked,
            machines)
        : NOTHING;
  }

  public Applied withAddresses(Map<AddressType, String> all) {
    return withAddresses(all, addressesAsked);
  }

  /** Addresses of more types may have been assigned. */
  public Applied withAddressesAsked(Set<AddressType> types) {
    var asked = EnumSet.noneOf(AddressType.class);
    asked.addAll(addressesAsked);
    asked.addAll(types);
    return withAddresses(addresses, asked);
  }

  private Applied withAddresses(Map<AddressType, String> all, Set<AddressType> asked) {
    return new Applied(
        appCreated,
        all,
        asked,
        secretsVersion,
        secrets,
        secretsRepaired,
        certificates,
        hostnamesAsked,
        machines);
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
    return withSecrets(version, all, secretsRepaired);
  }

  /** Some were found to be not as recorded; these are left. */
  public Applied withSecretsToRepair(SortedMap<String, Secret> left) {
    return withSecrets(secretsVersion, left, secretsRepaired + 1);
  }

  private Applied withSecrets(Optional<Long> version, SortedMap<String, Secret> all, int repaired) {
    return new Applied(
        appCreated,
        addresses,
        addressesAsked,
        version,
        all,
        repaired,
        certificates,
        hostnamesAsked,
        machines);
  }

  public Applied withCertificate(String hostname, Certified certified) {
    var all = new TreeMap<>(certificates);
    all.put(hostname, certified);
    return withCertificates(all);
  }

  public Applied withoutCertificate(String hostname) {
    var all = new TreeMap<>(certificates);
    all.remove(hostname);
    return withCertificates(all);
  }

  private Applied withCertificates(SortedMap<String, Certified> all) {
    return new Applied(
        appCreated,
        addresses,
        addressesAsked,
        secretsVersion,
        secrets,
        secretsRepaired,
        all,
        hostnamesAsked,
        machines);
  }

  /** The requests for more certificates may have been cut off. */
  public Applied withHostnamesAsked(Set<String> hostnames) {
    var asked = new TreeSet<>(hostnamesAsked);
    asked.addAll(hostnames);
    return new Applied(
        appCreated,
        addresses,
        addressesAsked,
        secretsVersion,
        secrets,
        secretsRepaired,
        certificates,
        asked,
        machines);
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
    return new Applied(
        appCreated,
        addresses,
        addressesAsked,
        secretsVersion,
        secrets,
        secretsRepaired,
        certificates,
        hostnamesAsked,
        all);
  }
}
