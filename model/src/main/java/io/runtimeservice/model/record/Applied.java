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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was last applied on Fly, and what Fly called it: the proof by which a look need not ask for
 * it again.
 *
 * @param appCreated whether the Fly app exists
 * @param addresses the address of each type
 * @param secretsVersion Fly's version of the app's secrets after our last write; empty if never
 *     written
 * @param secrets each secret by the name of its env var
 * @param secretsRepaired how often secrets were found to be not as recorded: a machine that was
 *     started in between lacks them
 * @param certificates each certificate by host name
 * @param asked what may be ours although nothing above says so
 * @param machines the machine in each slot
 * @param rollout machines that are on their way into a slot, or out of one
 */
public record Applied(
    boolean appCreated,
    Map<AddressType, String> addresses,
    Optional<Long> secretsVersion,
    SortedMap<String, Secret> secrets,
    int secretsRepaired,
    SortedMap<String, Certified> certificates,
    Asked asked,
    SortedMap<Slot, InSlot> machines,
    Rollout rollout) {

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
        secretsVersion,
        secrets,
        0,
        certificates,
        Asked.NOTHING,
        machines,
        Rollout.NONE);
  }

  public Applied {
    var byType = new EnumMap<AddressType, String>(AddressType.class);
    byType.putAll(addresses);
    addresses = Collections.unmodifiableMap(byType);
    secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    certificates = Collections.unmodifiableSortedMap(new TreeMap<>(certificates));
    asked = asked.and(new Asked(addresses.keySet(), Set.of()));
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
   * @param expiresAt when it ends, as Fly last said; empty if it never has
   */
  public record Certified(
      Optional<SecretReference> custom,
      boolean active,
      Instant requestedAt,
      Optional<Instant> expiresAt) {

    /** One of which Fly has not said when it ends. */
    public Certified(Optional<SecretReference> custom, boolean active, Instant requestedAt) {
      this(custom, active, requestedAt, Optional.empty());
    }

    /** As Fly shows it now; an end that it does not say now stays as it last said. */
    public Certified shown(boolean isActive, Optional<Instant> end) {
      return new Certified(custom, isActive, requestedAt, end.or(this::expiresAt));
    }
  }

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
            secretsVersion,
            secrets,
            secretsRepaired,
            certificates,
            asked,
            machines,
            rollout)
        : NOTHING;
  }

  public Applied withAddresses(Map<AddressType, String> all) {
    return with(all, secretsVersion, secrets, secretsRepaired);
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
    return with(addresses, version, all, secretsRepaired);
  }

  /** Some were found to be not as recorded; these are left. */
  public Applied withSecretsToRepair(SortedMap<String, Secret> left) {
    return with(addresses, secretsVersion, left, secretsRepaired + 1);
  }

  private Applied with(
      Map<AddressType, String> ips,
      Optional<Long> version,
      SortedMap<String, Secret> set,
      int repaired) {
    return new Applied(
        appCreated, ips, version, set, repaired, certificates, asked, machines, rollout);
  }

  public Applied withCertificate(String hostname, Certified certified) {
    var all = new TreeMap<>(certificates);
    all.put(hostname, certified);
    return with(all, asked, machines);
  }

  public Applied withoutCertificate(String hostname) {
    var all = new TreeMap<>(certificates);
    all.remove(hostname);
    return with(all, asked, machines);
  }

  /** More may be ours. */
  public Applied withAsked(Asked more) {
    return with(certificates, asked.and(more), machines);
  }

  public Applied withMachine(Slot slot, InSlot machine) {
    var all = new TreeMap<>(machines);
    all.put(slot, machine);
    return with(certificates, asked, all);
  }

  public Applied withoutMachine(MachineId id) {
    var all = new TreeMap<>(machines);
    all.values().removeIf(machine -> machine.id().equals(id));
    return with(certificates, asked, all, rollout.without(id));
  }

  public Applied withRollout(Rollout it) {
    return with(certificates, asked, machines, it);
  }

  /** The slot whose machine this is; empty if it is none's, or on its way in or out. */
  public Optional<Slot> slotOf(MachineId id) {
    return machines.entrySet().stream()
        .filter(it -> it.getValue().id().equals(id))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The version of a machine after our own last change; empty of one that is not recorded. */
  public Optional<String> versionOf(MachineId id) {
    return Stream.concat(machines.values().stream(), rollout.green().values().stream())
        .filter(it -> it.id().equals(id))
        .map(InSlot::version)
        .findFirst();
  }

  /** The green machine of a slot takes it over; the one that had it, if any, retires. */
  public Applied withTakenOver(Slot slot, Instant now) {
    InSlot green = rollout.green().get(slot);
    if (green == null) {
      return this;
    }
    Rollout next =
        Optional.ofNullable(machines.get(slot))
            .map(blue ->
                rollout.withRetiring(
                    blue.id(), new Rollout.Retiring(slot, Optional.of(now), Optional.empty())))
            .orElse(rollout)
            .withoutGreen(slot)
            .withSetback(Optional.empty());
    return withMachine(slot, green).withRollout(next);
  }

  /** A machine that is to be no slot's any more, and gets no requests since now. */
  public Applied withRetired(Slot slot, MachineId id, Instant now) {
    var succeededAt =
        Optional.ofNullable(rollout.retiring().get(id)).flatMap(Rollout.Retiring::succeededAt);
    return withoutMachine(id)
        .withRollout(
            rollout
                .without(id)
                .withRetiring(id, new Rollout.Retiring(slot, succeededAt, Optional.of(now))));
  }

  private Applied with(
      SortedMap<String, Certified> certified, Asked ever, SortedMap<Slot, InSlot> inSlots) {
    return with(certified, ever, inSlots, rollout);
  }

  private Applied with(
      SortedMap<String, Certified> certified,
      Asked ever,
      SortedMap<Slot, InSlot> inSlots,
      Rollout how) {
    return new Applied(
        appCreated,
        addresses,
        secretsVersion,
        secrets,
        secretsRepaired,
        certified,
        ever,
        inSlots,
        how);
  }
}
