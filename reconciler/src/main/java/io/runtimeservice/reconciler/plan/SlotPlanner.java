package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.spec.Replacement;
import io.runtimeservice.model.spec.Sleep;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.plan.Operation.Because;
import java.util.Optional;

/** Decides what is to be done about the machine of one slot. */
final class SlotPlanner {

  private final Desired desired;
  private final Observed observed;
  private final Blueprint blueprint;
  private final MachineFit fit;
  private final String installation;

  SlotPlanner(Desired desired, Observed observed, Blueprint blueprint, String installation) {
    this.desired = desired;
    this.observed = observed;
    this.blueprint = blueprint;
    this.fit = new MachineFit(blueprint, observed.record());
    this.installation = installation;
  }

  /** The creation of the slot's machine; empty if no region has room for it. */
  Optional<Operation> create(Slot slot) {
    return desired.spec().placement().regions().stream()
        .filter(region -> !observed.fullRegions().contains(region))
        .findFirst()
        .map(region ->
            new Operation.CreateMachine(
                slot,
                region,
                blueprint.forSlot(desired, observed.record(), installation, slot),
                desired.wish() == Wish.RUNNING,
                Because.of(Cause.MACHINE_MISSING)));
  }

  /** What to do about the machine that is in the slot; empty if nothing, or nothing yet. */
  Optional<Operation> mend(Slot slot, Machine machine) {
    if (!machine.health().hostOk()) {
      return Optional.empty();
    }
    return switch (machine.state().phase()) {
      case PREPARING, RUNNING, AT_REST, BROKEN ->
          change(slot, machine).or(() -> power(slot, machine));
      case MOVING, GONE, UNCLEAR -> Optional.empty();
    };
  }

  private Optional<Operation> change(Slot slot, Machine machine) {
    if (!desired.spec().placement().regions().contains(machine.region())) {
      var because = new Because(Cause.REGION_NOT_WANTED, machine.region());
      return Optional.of(new Operation.DestroyMachine(slot, machine.id(), because));
    }
    return fit.misfit(machine).map(because -> replace(slot, machine, because));
  }

  private Operation replace(Slot slot, Machine machine, Because because) {
    Replacement how = desired.spec().policy().replacement();
    return switch (how) {
      case RECREATE -> new Operation.DestroyMachine(slot, machine.id(), because);
      case IN_PLACE, BLUE_GREEN ->
          new Operation.UpdateMachine(
              slot,
              machine.id(),
              machine.version(),
              blueprint.forSlot(desired, observed.record(), installation, slot),
              desired.wish() == Wish.RUNNING,
              because);
    };
  }

  private Optional<Operation> power(Slot slot, Machine machine) {
    return switch (desired.wish()) {
      case RUNNING ->
          lies(machine) && !endedByItself(machine)
              ? Optional.of(
                  new Operation.StartMachine(slot, machine.id(), Because.of(Cause.NOT_RUNNING)))
              : Optional.empty();
      case STOPPED, DELETED ->
          stands(machine)
              ? Optional.of(
                  new Operation.StopMachine(slot, machine.id(), Because.of(Cause.STOP_WANTED)))
              : Optional.empty();
    };
  }

  /** Whether it will not run unless it is started; one that may sleep wakes on a request. */
  private boolean lies(Machine machine) {
    return switch (machine.state().phase()) {
      case AT_REST -> desired.spec().policy().sleep() == Sleep.OFF;
      case BROKEN -> true;
      case PREPARING, RUNNING, MOVING, GONE, UNCLEAR -> false;
    };
  }

  /** Whether it runs, or could be resumed where it was. */
  private static boolean stands(Machine machine) {
    return switch (machine.state().phase()) {
      case RUNNING -> true;
      case AT_REST -> machine.state() == MachineState.SUSPENDED;
      case PREPARING, BROKEN, MOVING, GONE, UNCLEAR -> false;
    };
  }

  /** A process that ended by itself would end again: it is reported, not started over and over. */
  private static boolean endedByItself(Machine machine) {
    return machine.health().lastExit().filter(exit -> !exit.requested()).isPresent();
  }
}
