package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.RuntimeRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of an environment on Fly: what its record proves, corrected by what this pass has
 * looked at, and carried on by what it has done since.
 *
 * @param record the runtime record as it is to be, once it is next written
 * @param machines the app's machines that are ours, each confirmed where it contradicted the record
 * @param surplus addresses that nobody keeps
 * @param straySecrets secrets that nobody has recorded or wants
 * @param certificates what was seen of each host name that was looked at
 * @param noRoom where there was none, in this pass
 */
public record Observed(
    RuntimeRecord record,
    List<Machine> machines,
    List<Address> surplus,
    Set<String> straySecrets,
    Map<String, Certificate> certificates,
    NoRoom noRoom) {

  public Observed {
    machines = List.copyOf(machines);
    surplus = List.copyOf(surplus);
    straySecrets = Set.copyOf(straySecrets);
    certificates = Map.copyOf(certificates);
  }

  /**
   * Who had no room.
   *
   * @param regions for another machine
   * @param machines whose hosts could not take a change of them
   */
  public record NoRoom(Set<String> regions, Set<MachineId> machines) {

    static final NoRoom NOWHERE = new NoRoom(Set.of(), Set.of());

    public NoRoom {
      regions = Set.copyOf(regions);
      machines = Set.copyOf(machines);
    }

    NoRoom withRegion(String region) {
      var all = new HashSet<>(regions);
      all.add(region);
      return new NoRoom(all, machines);
    }

    NoRoom withMachine(MachineId machine) {
      var all = new HashSet<>(machines);
      all.add(machine);
      return new NoRoom(regions, all);
    }
  }

  /** Nothing but the record. */
  public static Observed of(RuntimeRecord record) {
    return new Observed(record, List.of(), List.of(), Set.of(), Map.of(), NoRoom.NOWHERE);
  }

  /** A machine by its id. */
  public Optional<Machine> machine(MachineId id) {
    return machines.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** Whether a machine is there whose host cannot be reached. */
  public boolean isOutOfReach(MachineId id) {
    return machine(id).filter(it -> !it.health().hostOk()).isPresent();
  }

  /** The machine that the record says is in a slot. */
  public Optional<Machine> inSlot(Slot slot) {
    return Optional.ofNullable(record.applied().machines().get(slot))
        .flatMap(it -> machine(it.id()));
  }

  public Observed withRecord(RuntimeRecord it) {
    return new Observed(it, machines, surplus, straySecrets, certificates, noRoom);
  }

  public Observed withMachines(List<Machine> it) {
    return new Observed(record, it, surplus, straySecrets, certificates, noRoom);
  }

  public Observed withSurplus(List<Address> it) {
    return new Observed(record, machines, it, straySecrets, certificates, noRoom);
  }

  public Observed withStraySecrets(Set<String> it) {
    return new Observed(record, machines, surplus, it, certificates, noRoom);
  }

  public Observed withCertificates(Map<String, Certificate> it) {
    return new Observed(record, machines, surplus, straySecrets, it, noRoom);
  }

  public Observed withFullRegion(String region) {
    return withNoRoom(noRoom.withRegion(region));
  }

  public Observed withFullHost(MachineId machine) {
    return withNoRoom(noRoom.withMachine(machine));
  }

  private Observed withNoRoom(NoRoom it) {
    return new Observed(record, machines, surplus, straySecrets, certificates, it);
  }

  /** With this machine in the place of an older sight of it, or beside the others. */
  public Observed withMachine(Machine machine) {
    var all = new ArrayList<Machine>(machines);
    all.removeIf(it -> it.id().equals(machine.id()));
    all.add(machine);
    return withMachines(all);
  }

  public Observed withoutMachine(MachineId id) {
    return withMachines(machines.stream().filter(it -> !it.id().equals(id)).toList());
  }

  public Observed withoutSurplus(String ip) {
    return withSurplus(surplus.stream().filter(it -> !it.ip().equals(ip)).toList());
  }

  public Observed withCertificate(Certificate certificate) {
    var all = new TreeMap<>(certificates);
    all.put(certificate.hostname(), certificate);
    return withCertificates(all);
  }
}
