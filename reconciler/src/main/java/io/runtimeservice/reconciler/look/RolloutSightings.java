package io.runtimeservice.reconciler.look;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.record.Rollout.Retiring;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.plan.Ailment;
import io.runtimeservice.reconciler.plan.GreenState;
import io.runtimeservice.reconciler.plan.Serving;
import io.runtimeservice.reconciler.plan.Setbacks;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a look has shown of the machines that are on their way in or out. Pure. */
final class RolloutSightings {

  private final Desired desired;
  private final Collection<Machine> seen;
  private final Instant now;

  /**
   * What has been seen.
   *
   * @param seen all machines of the app that are ours
   */
  RolloutSightings(Desired desired, Collection<Machine> seen, Instant now) {
    this.desired = desired;
    this.seen = seen;
    this.now = now;
  }

  Applied learn(Applied applied) {
    Applied known = surplus(applied.withRollout(retiring(applied.rollout())));
    for (var it : applied.rollout().green().entrySet()) {
      known = green(known, it.getKey(), it.getValue().id());
    }
    return known.withRollout(wellSince(known.rollout()).withUnreachable(unreachable(known)));
  }

  /**
   * Of the machines that have a slot now, or are to take one over; since when is what was noted
   * before.
   */
  private SortedMap<MachineId, Instant> unreachable(Applied applied) {
    var known = new TreeMap<MachineId, Instant>();
    Stream.concat(applied.machines().values().stream(), applied.rollout().green().values().stream())
        .map(Applied.InSlot::id)
        .filter(this::isOutOfReach)
        .forEach(id -> known.put(id, applied.rollout().unreachable().getOrDefault(id, now)));
    return known;
  }

  private boolean isOutOfReach(MachineId id) {
    return machine(id).filter(machine -> !machine.health().hostOk()).isPresent();
  }

  /** What is one too many and cannot be reached now is ended as soon as it can be. */
  private Applied surplus(Applied applied) {
    Applied known = applied;
    for (var it : applied.machines().entrySet()) {
      boolean wanted =
          desired.wish() == Wish.DELETED
              || it.getKey().index() < desired.spec().placement().machines();
      MachineId id = it.getValue().id();
      if (!wanted && isOutOfReach(id)) {
        var retiring = new Retiring(it.getKey(), Optional.empty(), Optional.empty());
        known = known.withoutMachine(id).withRollout(known.rollout().withRetiring(id, retiring));
      }
    }
    return known;
  }

  /** Others may have cordoned one, or opened it again, and the answer to our own may be lost. */
  private Rollout retiring(Rollout rollout) {
    Rollout known = rollout;
    for (var it : rollout.retiring().entrySet()) {
      MachineId id = it.getKey();
      var machine = machine(id);
      known =
          machine.isPresent()
              ? known.withRetiring(id, as(it.getValue(), machine.orElseThrow()))
              : known.without(id);
    }
    return known;
  }

  private Retiring as(Retiring before, Machine machine) {
    return new Retiring(
        before.slot(),
        before.succeededAt(),
        machine.health().cordoned()
            ? before.cordonedAt().or(() -> Optional.of(now))
            : Optional.empty());
  }

  private Applied green(Applied applied, Slot slot, MachineId id) {
    Rollout rollout = applied.rollout();
    var machine = machine(id);
    if (machine.isEmpty()) {
      var lost =
          new Ailment(Reason.MACHINE_LOST, "Machine " + slot + " (" + id + ") has vanished.");
      return applied.withRollout(setBack(rollout, lost).without(id));
    }
    if (GreenState.of(desired, slot, machine.orElseThrow(), rollout, now)
        instanceof GreenState.Failed(Ailment why)) {
      Applied failed = applied.withRollout(setBack(rollout, why));
      return isOutOfReach(id) ? failed.withRetired(slot, id, now) : failed;
    }
    return Serving.of(desired.spec(), machine.orElseThrow()) == Serving.YES
        ? applied.withTakenOver(slot, now)
        : applied;
  }

  /**
   * Once for each try, however often its machines are seen before they are gone; and what was made
   * for another desired state says nothing of this one.
   */
  private Rollout setBack(Rollout rollout, Ailment why) {
    return rollout
        .begun()
        .filter(begun -> begun.version().equals(desired.version()))
        .filter(begun -> rollout.setback().filter(it -> it.number() == begun.number()).isEmpty())
        .map(begun -> rollout.withSetback(Optional.of(Setbacks.after(begun, rollout, why, now))))
        .orElse(rollout);
  }

  private Rollout wellSince(Rollout rollout) {
    boolean allWell =
        !rollout.green().isEmpty()
            && rollout.green().entrySet().stream()
                .allMatch(it ->
                    machine(it.getValue().id())
                        .filter(machine ->
                            GreenState.of(desired, it.getKey(), machine, rollout, now)
                                instanceof GreenState.Well)
                        .isPresent());
    return rollout.withWellSince(
        allWell ? rollout.wellSince().or(() -> Optional.of(now)) : Optional.empty());
  }

  private Optional<Machine> machine(MachineId id) {
    return seen.stream().filter(it -> it.id().equals(id) && !it.state().isGone()).findFirst();
  }
}
