package io.runtimeservice.reconciler.look;

import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.ResolvedImage;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.CertificateSpec;
import io.runtimeservice.reconciler.plan.Blueprint;
import io.runtimeservice.reconciler.plan.MachineFit;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Ownership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Corrects what the record proves by what a look has shown of each thing. Pure. */
final class Sightings {

  private final Desired desired;
  private final String installation;
  private final Look look;
  private final Instant now;

  Sightings(Desired desired, String installation, Look look, Instant now) {
    this.desired = desired;
    this.installation = installation;
    this.look = look;
    this.now = now;
  }

  Observed learn(RuntimeRecord record) {
    boolean keeps = record.closing().isEmpty();
    return switch (look.app()) {
      case NOT_ASKED -> Observed.of(record);
      case ABSENT, FOREIGN, NOT_OURS ->
          Observed.of(keeps ? record.withApplied(Applied.NOTHING) : record);
      case PRESENT -> keeps ? present(record) : Observed.of(record);
    };
  }

  private Observed present(RuntimeRecord record) {
    Applied applied = record.applied().withApp(true);
    var surplus = new ArrayList<Address>();
    if (look.addresses().isPresent()) {
      applied = addresses(record, look.addresses().orElseThrow(), surplus);
    }
    if (look.secretDigests().isPresent()) {
      applied = secrets(applied, look.secretDigests().orElseThrow());
    }
    if (look.hostnames().isPresent()) {
      applied = hostnames(record, applied, look.hostnames().orElseThrow());
    }
    for (Certificate certificate : look.certificates()) {
      applied =
          certificate(
              applied, certificate.hostname(), certificate.state(), certificate.expiresAt());
    }
    List<Machine> machines =
        look.machines().orElse(List.of()).stream().filter(it -> isOurs(record, it)).toList();
    Applied before = applied;
    applied = machines(applied, machines);
    applied = new RolloutSightings(desired, machines, now).learn(applied);
    RuntimeRecord known =
        noteImage(
            noteVersions(losses(record, before, machines).withApplied(applied), machines),
            machines);
    return Observed.of(known)
        .withMachines(machines)
        .withSurplus(surplus)
        .withStraySecrets(straySecrets(applied))
        .withCertificates(seen());
  }

  /** Secrets that nobody has recorded: left by a write whose answer was lost, or set by hand. */
  private Set<String> straySecrets(Applied applied) {
    var strays = new TreeSet<>(look.secretDigests().orElse(Map.of()).keySet());
    strays.removeAll(applied.secrets().keySet());
    strays.removeAll(desired.spec().variables().secrets().keySet());
    return strays;
  }

  /** What a tag means is what a machine was found to have that was made from it. */
  private RuntimeRecord noteImage(RuntimeRecord record, List<Machine> machines) {
    var image = desired.spec().build().image().filter(it -> !it.isPinned());
    if (image.isEmpty() || record.image().isPresent()) {
      return record;
    }
    String digest = Blueprint.of(desired, record, image.orElseThrow()).digest();
    return machines.stream()
        .filter(it -> digest.equals(it.metadata().get(Ownership.CONFIG)))
        .flatMap(it -> it.imageDigest().stream())
        .findFirst()
        .map(it -> record.withImage(Optional.of(new ResolvedImage(desired.version(), it))))
        .orElse(record);
  }

  private Map<String, Certificate> seen() {
    var seen = new TreeMap<String, Certificate>();
    look.certificates().forEach(it -> seen.put(it.hostname(), it));
    return seen;
  }

  /**
   * Of each type that was ever asked for, or is wanted, the recorded address is kept, else the
   * first one; others of the type are surplus. Other types are somebody else's business.
   */
  private Applied addresses(RuntimeRecord record, List<Address> all, List<Address> surplus) {
    Applied applied = record.applied().withApp(true);
    var kept = new EnumMap<AddressType, String>(AddressType.class);
    var seen = all.stream().filter(it -> isOurs(record, it.type())).toList();
    for (Address address : seen) {
      if (address.ip().equals(applied.addresses().get(address.type()))) {
        kept.put(address.type(), address.ip());
      }
    }
    for (Address address : seen) {
      String keeps = kept.putIfAbsent(address.type(), address.ip());
      if (keeps != null && !keeps.equals(address.ip())) {
        surplus.add(address);
      }
    }
    return applied.withAddresses(kept);
  }

  /** One that somebody runs in the app by hand is neither counted nor touched. */
  private boolean isOurs(RuntimeRecord record, Machine machine) {
    return slotThatHas(record, machine).isPresent()
        || record.applied().rollout().has(machine.id())
        || Ownership.slotOf(machine, installation, desired.key()).isPresent();
  }

  private boolean isOurs(RuntimeRecord record, AddressType type) {
    return record.applied().asked().addresses().contains(type)
        || desired.spec().reach().addresses().contains(type);
  }

  /**
   * A secret that Fly has no more, or has with another digest, is as if never applied. A machine
   * may have been started without it, or with one that nobody asked for.
   */
  private Applied secrets(Applied applied, Map<String, String> seen) {
    var kept = new TreeMap<>(applied.secrets());
    boolean differs =
        kept.entrySet().removeIf(it -> !it.getValue().digest().equals(seen.get(it.getKey())));
    return differs || !straySecrets(applied).isEmpty()
        ? applied.withSecretsToRepair(kept)
        : applied;
  }

  private Applied hostnames(
      RuntimeRecord record, Applied applied, Map<String, Certificate.State> listed) {
    Set<String> seen = listed.keySet();
    Applied kept = applied;
    for (String hostname : applied.certificates().keySet()) {
      var state = listed.get(hostname);
      kept =
          state == null
              ? kept.withoutCertificate(hostname)
              : certificate(kept, hostname, state, Optional.empty());
    }
    for (CertificateSpec wanted : desired.spec().certificates()) {
      boolean adopts =
          seen.contains(wanted.hostname())
              && !kept.certificates().containsKey(wanted.hostname())
              && wanted.custom().isEmpty();
      if (adopts) {
        kept = kept.withCertificate(wanted.hostname(), requestedByUs());
      }
    }
    for (String hostname : record.applied().asked().hostnames()) {
      boolean isLeft =
          seen.contains(hostname)
              && !isWanted(hostname)
              && !kept.certificates().containsKey(hostname);
      if (isLeft) {
        kept = kept.withCertificate(hostname, requestedByUs());
      }
    }
    return kept;
  }

  private boolean isWanted(String hostname) {
    return desired.spec().certificates().stream()
        .map(CertificateSpec::hostname)
        .anyMatch(hostname::equals);
  }

  /** A certificate that was asked for when the answer was lost. */
  private Applied.Certified requestedByUs() {
    return new Applied.Certified(Optional.empty(), false, now);
  }

  private static Applied certificate(
      Applied applied, String hostname, Certificate.State seen, Optional<Instant> expiresAt) {
    Applied.Certified known = applied.certificates().get(hostname);
    if (known == null) {
      return applied;
    }
    boolean active =
        seen == Certificate.State.UNKNOWN ? known.active() : seen == Certificate.State.ACTIVE;
    return applied.withCertificate(hostname, known.shown(active, expiresAt));
  }

  private Applied machines(Applied applied, List<Machine> seen) {
    Applied known = applied;
    for (Applied.InSlot recorded : applied.machines().values()) {
      if (!lives(recorded, seen)) {
        known = known.withoutMachine(recorded.id());
      }
    }
    for (Machine machine : seen.stream().sorted(adoptionOrder()).toList()) {
      known = adopt(known, machine);
    }
    return known;
  }

  /** A machine that was there and is no more, and that we did not destroy. */
  private RuntimeRecord losses(RuntimeRecord record, Applied before, List<Machine> seen) {
    long lost = before.machines().values().stream().filter(it -> !lives(it, seen)).count();
    return lost == 0
        ? record
        : record.progress().map(it -> record.withProgress(it.withLoss(now))).orElse(record);
  }

  private static boolean lives(Applied.InSlot recorded, List<Machine> seen) {
    return seen.stream().anyMatch(it -> it.id().equals(recorded.id()) && !it.state().isGone());
  }

  /** A machine of ours in a slot that has none is the slot's: its creation's answer was lost. */
  private Applied adopt(Applied applied, Machine machine) {
    return Ownership.slotOf(machine, installation, desired.key())
        .filter(_ -> !machine.state().isGone())
        .filter(_ -> applied.versionOf(machine.id()).isEmpty())
        .filter(_ -> !applied.rollout().has(machine.id()))
        .map(slot -> adopt(applied, slot, machine))
        .orElse(applied);
  }

  private Applied adopt(Applied applied, Slot slot, Machine machine) {
    Rollout rollout = applied.rollout();
    if (Ownership.isBeside(slot, machine)) {
      boolean isNext =
          machine.name().equals(slot.machineName(rollout.number()))
              && !rollout.green().containsKey(slot);
      return isNext
          ? applied.withRollout(rollout.withGreen(slot, inSlot(machine), desired.version(), now))
          : applied;
    }
    return applied.machines().containsKey(slot)
        ? applied
        : applied.withMachine(slot, inSlot(machine));
  }

  private static Comparator<Machine> adoptionOrder() {
    return Comparator.comparing(Machine::version).reversed().thenComparing(Machine::id);
  }

  private static Applied.InSlot inSlot(Machine machine) {
    return new Applied.InSlot(machine.id(), machine.version());
  }

  /** A machine that somebody changed, and that is right all the same, is noted as it is now. */
  private RuntimeRecord noteVersions(RuntimeRecord record, List<Machine> machines) {
    var image = desired.spec().build().image();
    if (image.isEmpty()) {
      return record;
    }
    var fit = new MachineFit(Blueprint.of(desired, record, image.orElseThrow()), record);
    Applied applied = record.applied();
    for (Machine machine : machines) {
      Optional<Slot> slot = slotThatHas(record, machine);
      if (slot.isPresent()
          && machine.health().hostOk()
          && !fit.isAsWeLeftIt(machine)
          && fit.misfit(machine).isEmpty()) {
        applied = applied.withMachine(slot.orElseThrow(), inSlot(machine));
      }
    }
    return record.withApplied(applied);
  }

  private static Optional<Slot> slotThatHas(RuntimeRecord record, Machine machine) {
    return record.applied().slotOf(machine.id());
  }
}
