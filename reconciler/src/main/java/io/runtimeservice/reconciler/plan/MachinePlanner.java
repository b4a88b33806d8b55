package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.spec.ImageReference;
import io.runtimeservice.model.spec.Replacement;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.plan.Operation.Because;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Decides what is to be done about an environment's machines, and how many of them at once. */
final class MachinePlanner {

  /** Fly lets an app create 3 machines at once, then 1 a second (Fly's docs, rate limits). */
  static final int CREATIONS_AT_ONCE_MAX = 3;

  /** One in so many machines may be taken out of service at once, and at least one. */
  static final int OUT_AT_ONCE_PART = 3;

  private final Desired desired;
  private final Observed observed;
  private final String installation;
  private final Instant now;
  private final RolloutPlanner rollouts;

  MachinePlanner(Desired desired, Observed observed, String installation, Instant now) {
    this.desired = desired;
    this.observed = observed;
    this.installation = installation;
    this.now = now;
    this.rollouts = new RolloutPlanner(desired, observed, now);
  }

  /** The operations that may be done now. Without an image the machines are left as they are. */
  List<Operation> plan() {
    var operations = new ArrayList<Operation>();
    desired
        .spec()
        .build()
        .image()
        .ifPresentOrElse(
            image -> operations.addAll(slots(image)), () -> operations.addAll(withoutImage()));
    operations.addAll(rollouts.retire(wantedSlots().allMatch(this::hasServing)));
    operations.addAll(surplus(operations));
    return operations;
  }

  private List<Operation> slots(ImageReference image) {
    var planner =
        new SlotPlanner(
            desired,
            observed,
            Blueprint.of(desired, observed.record(), image),
            installation,
            !waitsForLosses());
    var beside = beside(planner);
    var missing = new ArrayList<Slot>();
    var mending = new ArrayList<Operation>();
    int mayGoOut = mayGoOut();
    for (int i = 0; i < wanted(); i++) {
      var slot = new Slot(i);
      var machine = observed.inSlot(slot);
      if (beside.contains(slot)) {
        continue;
      }
      if (machine.isEmpty()) {
        if (!nameIsHeld(slot)) {
          missing.add(slot);
        }
        continue;
      }
      var operation = planner.mend(slot, machine.orElseThrow());
      boolean interrupted =
          operation.filter(MachinePlanner::interrupts).isPresent()
              && mayServe(machine.orElseThrow());
      if (!interrupted || mayGoOut-- > 0) {
        operation.ifPresent(mending::add);
      }
    }
    var operations = new ArrayList<Operation>(mending);
    var made = missing.stream().limit(creationsAtOnce()).toList();
    made.stream()
        .flatMap(slot -> planner.create(slot, Optional.empty()).stream())
        .forEach(operations::add);
    operations.addAll(rollouts.green(beside, planner, creationsAtOnce() - made.size()));
    return isResolved(image) ? operations : upToFirst(operations);
  }

  /**
   * The slots whose machines are not changed where they are: another one is made beside each, to
   * take over. As soon as one that may be answering requests is to be replaced, all that have to
   * change do it together; where a former machine of the slot is still there, or a later one is
   * already, nobody else gets its name; and what is out of reach cannot be changed, whatever is
   * wanted.
   */
  private Set<Slot> beside(SlotPlanner planner) {
    Rollout rollout = observed.record().applied().rollout();
    if (desired.wish() != Wish.RUNNING) {
      return Set.of();
    }
    boolean rolls =
        desired.spec().policy().replacement() == Replacement.BLUE_GREEN
            && (!rollout.green().isEmpty()
                || wantedSlots().anyMatch(slot -> isOutdated(slot, planner, true)));
    return wantedSlots()
        .filter(slot ->
            observed.inSlot(slot).isEmpty()
                ? rolls || hasAnother(slot)
                : (rolls && isOutdated(slot, planner, false)) || isOutOfReach(slot))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Whether the machine of a slot is to be replaced, and nothing else about it is to be waited for.
   *
   * @param standing whether it must be one that may be answering requests
   */
  private boolean isOutdated(Slot slot, SlotPlanner planner, boolean standing) {
    return observed
        .inSlot(slot)
        .filter(machine -> machine.health().hostOk())
        .filter(machine -> !standing || Serving.stands(desired.spec(), machine))
        .filter(machine -> planner.outdated(machine).isPresent())
        .isPresent();
  }

  /**
   * Whether the host of its machine has been out of reach for so long that the machine is given up;
   * or cannot be reached now, where a green one that there is goes on.
   */
  private boolean isOutOfReach(Slot slot) {
    Rollout rollout = observed.record().applied().rollout();
    return observed
        .inSlot(slot)
        .filter(machine -> !machine.health().hostOk())
        .filter(machine ->
            rollout.green().containsKey(slot) || RolloutPlanner.isGivenUp(rollout, machine, now))
        .isPresent();
  }

  private boolean hasAnother(Slot slot) {
    Rollout rollout = observed.record().applied().rollout();
    return rollout.green().containsKey(slot)
        || rollout.retiring().values().stream().anyMatch(it -> it.slot().equals(slot));
  }

  private int creationsAtOnce() {
    return desired.wish() == Wish.DELETED || waitsForLosses() ? 0 : CREATIONS_AT_ONCE_MAX;
  }

  private boolean waitsForLosses() {
    return Losses.mayTryAt(observed.record()).filter(now::isBefore).isPresent();
  }

  /** A tag is resolved by one machine alone, so that all others get the same image. */
  private static List<Operation> upToFirst(List<Operation> operations) {
    var kept = new ArrayList<Operation>();
    boolean resolves = false;
    for (Operation operation : operations) {
      boolean asks =
          operation instanceof Operation.UpdateMachine
              || operation instanceof Operation.CreateMachine;
      if (!asks || !resolves) {
        kept.add(operation);
      }
      resolves |= asks;
    }
    return kept;
  }

  /** A machine keeps its name until it is destroyed, and Fly refuses a second of the same. */
  private boolean nameIsHeld(Slot slot) {
    return observed.machines().stream()
        .filter(machine -> machine.state() == MachineState.DESTROYING)
        .anyMatch(machine -> machine.name().equals(slot.machineName()));
  }

  private static boolean interrupts(Operation operation) {
    return operation instanceof Operation.UpdateMachine
        || operation instanceof Operation.DestroyMachine;
  }

  private boolean isResolved(ImageReference image) {
    return image.isPinned()
        || observed
            .record()
            .image()
            .filter(it -> it.version().equals(desired.version()))
            .isPresent();
  }

  /** Stopping needs no image. */
  private List<Operation> withoutImage() {
    if (desired.wish() == Wish.RUNNING) {
      return List.of();
    }
    Rollout rollout = observed.record().applied().rollout();
    var operations = new ArrayList<Operation>(rollouts.giveUpAll());
    observed.machines().stream()
        .filter(machine -> machine.state().phase() == MachineState.Phase.RUNNING)
        .filter(machine -> !rollout.has(machine.id()))
        .flatMap(machine ->
            slotOf(machine).stream()
                .<Operation>map(slot ->
                    new Operation.StopMachine(
                        slot, machine.name(), machine.id(), Because.of(Cause.STOP_WANTED))))
        .forEach(operations::add);
    return operations;
  }

  /** What serves beyond what is wanted goes when all that is wanted serves without it. */
  private List<Operation> surplus(List<Operation> others) {
    boolean whole = others.isEmpty() && wantedSlots().allMatch(this::hasServing);
    var operations = new ArrayList<Operation>();
    for (Machine machine : observed.machines()) {
      if (machine.state().isGone() || desired.wish() == Wish.DELETED) {
        continue;
      }
      boolean needed = desired.wish() == Wish.RUNNING && mayServe(machine) && !whole;
      slotOf(machine)
          .filter(_ -> !needed && !observed.record().applied().rollout().has(machine.id()))
          .flatMap(slot -> whySurplus(slot, machine).map(why -> end(slot, machine, why)))
          .ifPresent(operations::add);
    }
    return operations;
  }

  private Stream<Slot> wantedSlots() {
    return IntStream.range(0, wanted()).mapToObj(Slot::new);
  }

  private boolean hasServing(Slot slot) {
    return observed.inSlot(slot).filter(this::serves).isPresent();
  }

  private Operation end(Slot slot, Machine machine, Cause why) {
    return desired.spec().policy().replacement() == Replacement.BLUE_GREEN
        ? rollouts.takeOut(slot, machine, Because.of(why))
        : new Operation.DestroyMachine(slot, machine.name(), machine.id(), Because.of(why));
  }

  private Optional<Cause> whySurplus(Slot slot, Machine machine) {
    if (slot.index() >= wanted()) {
      return Optional.of(Cause.FEWER_MACHINES_WANTED);
    }
    boolean keepsIt =
        recorded(slot).filter(it -> it.id().equals(machine.id())).isPresent()
            || (recorded(slot).isEmpty() && !Ownership.isBeside(slot, machine));
    return keepsIt ? Optional.empty() : Optional.of(Cause.DUPLICATE);
  }

  /** How many more serving machines may be interrupted, those out already counted. */
  private int mayGoOut() {
    if (desired.wish() != Wish.RUNNING) {
      return wanted();
    }
    long serving = wantedSlots().filter(this::hasServing).count();
    int limit = Math.max(1, wanted() / OUT_AT_ONCE_PART);
    return limit - (wanted() - (int) serving);
  }

  /** One that is out of reach is not counted on. */
  private boolean serves(Machine machine) {
    return machine.health().hostOk() && mayServe(machine);
  }

  private boolean mayServe(Machine machine) {
    return Serving.of(desired.spec(), machine) == Serving.YES;
  }

  private Optional<Applied.InSlot> recorded(Slot slot) {
    return Optional.ofNullable(observed.record().applied().machines().get(slot));
  }

  private Optional<Slot> slotOf(Machine machine) {
    return Ownership.slotOf(machine, installation, desired.key());
  }

  private int wanted() {
    return desired.spec().placement().machines();
  }
}
