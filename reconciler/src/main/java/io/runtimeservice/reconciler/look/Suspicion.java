package io.runtimeservice.reconciler.look;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.Sleep;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.plan.Ownership;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which machines of a list are not to be believed without a second question: those recorded that it
 * does not show, shows in another version than we left them, on a host that cannot be reached, or
 * in a state in which they should not rest, those that we were about to change, those of ours that
 * are not recorded, and all of them where one of them is to go because the others serve, or while
 * machines take over. A list lags behind and has been empty when it should not (Fly's incident of
 * 28 April), so that each is asked for by id before anything is concluded.
 */
final class Suspicion {

  private final Desired desired;
  private final RuntimeRecord record;
  private final String installation;

  Suspicion(Desired desired, RuntimeRecord record, String installation) {
    this.desired = desired;
    this.record = record;
    this.installation = installation;
  }

  Set<MachineId> of(Collection<Machine> listed) {
    var suspects = new LinkedHashSet<MachineId>();
    boolean oneGoes =
        record.applied().machines().keySet().stream().anyMatch(this::isSurplus)
            || !record.applied().rollout().isAtRest();
    record
        .applied()
        .machines()
        .forEach((slot, recorded) -> {
          var row = listed.stream().filter(it -> it.id().equals(recorded.id())).findFirst();
          if (oneGoes || isBeingChanged(slot) || contradicts(row, recorded, desired)) {
            suspects.add(recorded.id());
          }
        });
    record.applied().rollout().green().values().forEach(it -> suspects.add(it.id()));
    suspects.addAll(record.applied().rollout().retiring().keySet());
    listed.stream().filter(this::isUnknownAndOurs).map(Machine::id).forEach(suspects::add);
    return suspects;
  }

  private boolean isSurplus(Slot slot) {
    return desired.wish() == Wish.RUNNING && slot.index() >= desired.spec().placement().machines();
  }

  /** Of a change whose outcome is not known a list that is behind says that it was not made. */
  private boolean isBeingChanged(Slot slot) {
    return record.intents().contains(new Intent(Intent.Kind.MACHINE, slot.machineName()));
  }

  /** What a list shows that is behind may be what we have just destroyed. */
  private boolean isUnknownAndOurs(Machine row) {
    return !row.state().isGone()
        && record.applied().slotOf(row.id()).isEmpty()
        && Ownership.slotOf(row, installation, desired.key()).isPresent();
  }

  private static boolean contradicts(
      Optional<Machine> row, Applied.InSlot recorded, Desired desired) {
    return row.filter(machine -> machine.health().hostOk())
        .filter(machine -> machine.version().equals(recorded.version()))
        .filter(machine -> restsAsWished(machine, desired))
        .isEmpty();
  }

  private static boolean restsAsWished(Machine machine, Desired desired) {
    boolean maySleep = desired.spec().policy().sleep() != Sleep.OFF;
    return switch (machine.state().phase()) {
      case RUNNING -> desired.wish() == Wish.RUNNING && checksPass(machine);
      case AT_REST -> desired.wish() != Wish.RUNNING || maySleep;
      case PREPARING, BROKEN, MOVING, GONE, UNCLEAR -> false;
    };
  }

  private static boolean checksPass(Machine machine) {
    return machine.health().checks().stream().allMatch(Machine.CheckRow::passing);
  }
}
