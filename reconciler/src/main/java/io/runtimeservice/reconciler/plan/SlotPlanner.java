package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.spec.Replacement;
import io.runtimeservice.model.spec.Sleep;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.plan.Operation.Because;
import java.time.Instant;
import java.util.Optional;

/** Decides what is to be done about the machine of one slot. */
final class SlotPlanner {

  private final Desired desired;
  private final Observed observed;
  private final Blueprint blueprint;
  private final MachineFit fit;
  private final String installation;
  private final boolean triesAgain;

  /**
   * A planner.
   *
   * @param triesAgain whether it is time to start a machine again that did not boot
   */
  SlotPlanner(
      Desired desired,
      Observed observed,
      Blueprint blueprint,
      String installation,
      boolean triesAgain) {
    this.desired = desired;
    this.observed = observed;
    this.blueprint = blueprint;
    this.fit = new MachineFit(blueprint, observed.record());
    this.installation = installation;
    this.triesAgain = triesAgain;
  }

  /**
   * The creation of the slot's machine; empty if no region has room for it.
   *
   * @param beside the number of the rollout, if it is made beside another
   */
  Optional<Operation> create(Slot slot, Optional<Integer> beside) {
    return desired.spec().placement().regions().stream()
        .filter(region -> !observed.noRoom().regions().contains(region))
        .findFirst()
        .map(region ->
            new Operation.CreateMachine(
                slot,
                region,
                blueprint.forSlot(desired, observed.record(), installation, slot),
                desired.wish() == Wish.RUNNING,
                beside,
                observed
                    .inSlot(slot)
                    .flatMap(this::whyReplaced)
                    .orElse(Because.of(Cause.MACHINE_MISSING))));
  }

  /** What is out of reach is not compared: how it is now nobody knows. */
  private Optional<Because> whyReplaced(Machine machine) {
    return machine.health().hostOk()
        ? outdated(machine)
        : Optional.of(new Because(Cause.HOST_UNREACHABLE, machine.region()));
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
    return outdated(machine)
        .flatMap(because ->
            because.cause() == Cause.REGION_NOT_WANTED
                ? Optional.of(destroy(slot, machine, because))
                : replace(slot, machine, because));
  }

  /** Why another machine is wanted than this one; empty if it is as it should be. */
  Optional<Because> outdated(Machine machine) {
    return fit.outdated(desired, machine);
  }

  /** What is stopped is kept: only what is to run can be made anew. */
  private Optional<Operation> replace(Slot slot, Machine machine, Because because) {
    boolean runs = desired.wish() == Wish.RUNNING;
    boolean full = observed.noRoom().machines().contains(machine.id());
    Replacement how = desired.spec().policy().replacement();
    return switch (how) {
      case RECREATE ->
          Optional.of(
              runs ? destroy(slot, machine, because) : update(slot, machine, false, because));
      case IN_PLACE, BLUE_GREEN ->
          full ? elsewhere(slot, machine) : Optional.of(update(slot, machine, runs, because));
    };
  }

  /** What is stopped stays where it is: only what is to run is made anew. */
  private Optional<Operation> elsewhere(Slot slot, Machine machine) {
    return desired.wish() == Wish.RUNNING
        ? Optional.of(destroy(slot, machine, new Because(Cause.HOST_FULL, machine.region())))
        : Optional.empty();
  }

  private static Operation destroy(Slot slot, Machine machine, Because because) {
    return new Operation.DestroyMachine(slot, machine.name(), machine.id(), because);
  }

  private Operation update(Slot slot, Machine machine, boolean launch, Because because) {
    return new Operation.UpdateMachine(
        slot,
        machine.name(),
        machine.id(),
        machine.version(),
        blueprint.forSlot(desired, observed.record(), installation, slot),
        launch,
        because);
  }

  private Optional<Operation> power(Slot slot, Machine machine) {
    return switch (desired.wish()) {
      case RUNNING ->
          lies(machine) && !endedByItself(machine) ? start(slot, machine) : Optional.empty();
      case STOPPED, DELETED ->
          stands(machine)
              ? Optional.of(
                  new Operation.StopMachine(
                      slot, machine.name(), machine.id(), Because.of(Cause.STOP_WANTED)))
              : Optional.empty();
    };
  }

  private Optional<Operation> start(Slot slot, Machine machine) {
    return Optional.of(
        observed.noRoom().machines().contains(machine.id())
            ? destroy(slot, machine, new Because(Cause.HOST_FULL, machine.region()))
            : new Operation.StartMachine(
                slot, machine.name(), machine.id(), Because.of(Cause.NOT_RUNNING)));
  }

  /** Whether it will not run unless it is started; one that may sleep wakes on a request. */
  private boolean lies(Machine machine) {
    return switch (machine.state().phase()) {
      case AT_REST -> desired.spec().policy().sleep() == Sleep.OFF;
      case BROKEN -> triesAgain;
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

  /**
   * A process that ended by itself would end again: it is reported, not started over and over; but
   * what is wanted anew is given another try.
   */
  private boolean endedByItself(Machine machine) {
    var wantedSince = observed.record().progress().map(Progress::acceptedAt).orElse(Instant.MIN);
    return machine
        .health()
        .lastExit()
        .filter(exit -> !exit.requested())
        .filter(exit -> !exit.at().isBefore(wantedSince))
        .isPresent();
  }
}
