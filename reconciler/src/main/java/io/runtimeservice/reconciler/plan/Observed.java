package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.record.RuntimeRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of an environment on Fly: what its record proves, corrected by what this pass has
 * looked at, and carried on by what it has done since.
 *
 * @param record the runtime record as it is to be, once it is next written
 * @param machines the app's machines that are ours, each confirmed where it contradicted the record
 * @param surplus addresses that nobody keeps
 * @param certificates what was seen of each host name that was looked at
 * @param fullRegions regions that had no room, in this pass
 */
public record Observed(
    RuntimeRecord record,
    List<Machine> machines,
    List<Address> surplus,
    Map<String, Certificate> certificates,
    Set<String> fullRegions) {

  public Observed {
    machines = List.copyOf(machines);
    surplus = List.copyOf(surplus);
    certificates = Map.copyOf(certificates);
    fullRegions = Set.copyOf(fullRegions);
  }

  /** Nothing but the record. */
  public static Observed of(RuntimeRecord record) {
    return new Observed(record, List.of(), List.of(), Map.of(), Set.of());
  }

  public Observed withRecord(RuntimeRecord next) {
    return new Observed(next, machines, surplus, certificates, fullRegions);
  }

  public Observed withMachines(List<Machine> all) {
    return new Observed(record, all, surplus, certificates, fullRegions);
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
    return new Observed(
        record,
        machines,
        surplus.stream().filter(it -> !it.ip().equals(ip)).toList(),
        certificates,
        fullRegions);
  }

  public Observed withCertificate(Certificate certificate) {
    var all = new TreeMap<>(certificates);
    all.put(certificate.hostname(), certificate);
    return new Observed(record, machines, surplus, all, fullRegions);
  }

  public Observed withFullRegion(String region) {
    var all = new HashSet<>(fullRegions);
    all.add(region);
    return new Observed(record, machines, surplus, certificates, all);
  }
}
