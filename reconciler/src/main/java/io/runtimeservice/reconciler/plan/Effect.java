package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.fly.SecretsWritten;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;

/** What an operation has taught: a change on Fly that is known to have happened. */
public sealed interface Effect {

  /** The app exists and is ours. */
  record AppCreated(FlyAppName app) implements Effect {}

  /** The app was there already, with whatever belongs to it: it has to be looked at whole. */
  record AppAdopted(FlyAppName app) implements Effect {}

  /** The reserved name is a stranger's. */
  record NameLost(FlyAppName app) implements Effect {}

  /** Fly accepted the app's deletion, or it was gone already. */
  record AppDeleted(FlyAppName app) implements Effect {}

  record AddressAssigned(Address address) implements Effect {}

  record AddressReleased(String ip) implements Effect {}

  /**
   * Secrets were set and unset.
   *
   * @param operation what was asked for
   * @param written what Fly said of it
   */
  record SecretsApplied(Operation.WriteSecrets operation, SecretsWritten written)
      implements Effect {}

  /** A host name's certificate was asked for, or given. */
  record CertificateRequested(Operation.RequestCertificate operation, Certificate certificate)
      implements Effect {}

  record CertificateRemoved(String hostname) implements Effect {}

  /** The slot's machine is this one now, of this version. */
  record MachineInSlot(Slot slot, Machine machine) implements Effect {}

  /** A machine was made beside that of the slot. */
  record GreenMade(Slot slot, Machine machine) implements Effect {}

  /** The machine gets no more requests. */
  record MachineCordoned(Slot slot, MachineId machine) implements Effect {}

  /** The machine gets requests. */
  record MachineUncordoned(Slot slot, MachineId machine) implements Effect {}

  /** The machine is on its way to another state. */
  record MachineMoving(MachineId machine, MachineState state) implements Effect {}

  /** The machine is destroyed, or about to be. */
  record MachineGone(MachineId machine) implements Effect {}

  /** The machine's host had no room for a change of it. */
  record HostFull(MachineId machine) implements Effect {}

  /** The region had no room for a machine. */
  record RegionFull(String region) implements Effect {}
}
