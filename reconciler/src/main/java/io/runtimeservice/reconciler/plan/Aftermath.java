package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.ResolvedImage;
import io.runtimeservice.model.record.RuntimeRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known after something has happened. Pure. */
public final class Aftermath {

  private final Desired desired;
  private final Reservations reservations;
  private final Instant now;

  public Aftermath(Desired desired, Reservations reservations, Instant now) {
    this.desired = desired;
    this.reservations = reservations;
    this.now = now;
  }

  public Observed after(Observed before, Effect effect) {
    RuntimeRecord record = before.record();
    Applied applied = record.applied();
    return switch (effect) {
      case Effect.AppCreated _ -> withApplied(before, applied.withApp(true));
      case Effect.AppAdopted _ ->
          before.withRecord(
              record
                  .withApplied(applied.withApp(true))
                  .withAgenda(record.agenda().withWholeLookDueAt(now)));
      case Effect.NameLost _ ->
          before.withRecord(record.withNaming(reservations.next(desired, record.naming(), now)));
      case Effect.AppDeleted(var app) -> closed(before, app);
      case Effect.AddressAssigned(var address) ->
          withApplied(before, applied.withAddress(address.type(), address.ip()));
      case Effect.AddressReleased(var ip) ->
          withApplied(before.withoutSurplus(ip), applied.withoutAddress(ip));
      case Effect.SecretsApplied secrets ->
          withApplied(before.withStraySecrets(Set.of()), secrets(applied, secrets));
      case Effect.CertificateRequested requested -> certificate(before, requested);
      case Effect.CertificateRemoved(var hostname) ->
          withApplied(before, applied.withoutCertificate(hostname));
      case Effect.MachineInSlot inSlot -> machine(before, inSlot);
      case Effect.GreenMade(var slot, var machine) -> green(before, slot, machine);
      case Effect.MachineCordoned(var slot, var id) ->
          withApplied(cordoned(before, id, true), applied.withRetired(slot, id, now));
      case Effect.MachineUncordoned(var slot, var id) -> opened(before, slot, id);
      case Effect.MachineMoving(var id, var state) -> moving(before, id, state);
      case Effect.MachineGone(var id) ->
          withApplied(moving(before, id, MachineState.DESTROYING), applied.withoutMachine(id));
      case Effect.HostFull(var id) -> before.withFullHost(id);
      case Effect.RegionFull(var region) -> before.withFullRegion(region);
    };
  }

  private static Observed withApplied(Observed before, Applied applied) {
    return before.withRecord(before.record().withApplied(applied));
  }

  private Observed closed(Observed before, FlyAppName app) {
    RuntimeRecord record = before.record();
    Naming naming =
        record.naming().reserved().isPresent() ? record.naming().close(now) : record.naming();
    return Observed.of(
        record
            .withApplied(Applied.NOTHING)
            .withNaming(naming)
            .withIntents(Collections.emptySortedSet())
            .withImage(Optional.empty())
            .withAgenda(record.agenda().withDrainingSince(Optional.empty()))
            .withClosing(
                Optional.of(
                    new Closing(
                        app,
                        now,
                        Optional.empty(),
                        new TreeSet<>(record.applied().certificates().keySet())))));
  }

  private static Applied secrets(Applied applied, Effect.SecretsApplied effect) {
    var all = new TreeMap<>(applied.secrets());
    effect.operation().unset().forEach(all::remove);
    effect
        .operation()
        .set()
        .forEach((name, spec) ->
            all.put(
                name, new Applied.Secret(spec, effect.written().digests().getOrDefault(name, ""))));
    return applied.withSecrets(Optional.of(effect.written().version()), all);
  }

  private Observed certificate(Observed before, Effect.CertificateRequested effect) {
    var spec = effect.operation().certificate();
    var seen = effect.certificate();
    var certified = new Applied.Certified(spec.custom(), seen.isActive(), now, seen.expiresAt());
    return withApplied(
        before.withCertificate(seen),
        before.record().applied().withCertificate(spec.hostname(), certified));
  }

  private Observed machine(Observed before, Effect.MachineInSlot effect) {
    Machine machine = effect.machine();
    RuntimeRecord record = before.record();
    var applied =
        record
            .applied()
            .withMachine(effect.slot(), new Applied.InSlot(machine.id(), machine.version()));
    return before
        .withMachine(machine)
        .withRecord(record.withApplied(applied).withImage(resolved(record, machine)));
  }

  private Observed green(Observed before, Slot slot, Machine machine) {
    RuntimeRecord record = before.record();
    Applied applied = record.applied();
    var made = new Applied.InSlot(machine.id(), machine.version());
    return before
        .withMachine(machine)
        .withRecord(
            record
                .withApplied(
                    applied.withRollout(
                        applied.rollout().withGreen(slot, made, desired.version(), now)))
                .withImage(resolved(record, machine)));
  }

  private Observed opened(Observed before, Slot slot, MachineId id) {
    Applied applied = before.record().applied();
    boolean isGreen = applied.rollout().slotOf(id).isPresent();
    return withApplied(
        cordoned(before, id, false), isGreen ? applied.withTakenOver(slot, now) : applied);
  }

  private static Observed cordoned(Observed before, MachineId id, boolean on) {
    return before
        .machine(id)
        .map(machine -> before.withMachine(machine.withCordoned(on)))
        .orElse(before);
  }

  /** What a tag means is what the first machine made from it was found to have. */
  private Optional<ResolvedImage> resolved(RuntimeRecord record, Machine machine) {
    boolean isTag = desired.spec().build().image().filter(image -> !image.isPinned()).isPresent();
    if (!isTag) {
      return Optional.empty();
    }
    return record
        .image()
        .filter(it -> it.version().equals(desired.version()))
        .or(() -> machine.imageDigest().map(it -> new ResolvedImage(desired.version(), it)));
  }

  private Observed moving(Observed before, MachineId id, MachineState state) {
    return before
        .machine(id)
        .map(machine -> noteFailure(before, machine, state).withMachine(machine.withState(state)))
        .orElse(before);
  }

  /** A machine that has failed and is started again counts as one that was lost. */
  private Observed noteFailure(Observed before, Machine machine, MachineState state) {
    boolean failed =
        machine.state().phase() == MachineState.Phase.BROKEN && state == MachineState.STARTING;
    RuntimeRecord record = before.record();
    return failed
        ? record
            .progress()
            .map(it -> before.withRecord(record.withProgress(it.withLoss(now))))
            .orElse(before)
        : before;
  }
}
