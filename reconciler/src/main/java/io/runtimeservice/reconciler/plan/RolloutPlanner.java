package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.record.Rollout.Retiring;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.plan.Operation.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides how machines take over from others without a gap: green ones are made beside those that
 * serve, all are opened once all are well, and only when Fly's edge knows of them are the blue ones
 * closed, and only when it knows of that are they ended.
 */
public final class RolloutPlanner {

  /**
   * How long Fly's edge may take to learn of a machine that is cordoned, or open again (flyctl).
   */
  public static final Duration SETTLE = Duration.ofSeconds(10);

  /**
   * How long a host may be out of reach before what is on it is made elsewhere: a host that is
   * restarted comes back sooner, and what is there may be serving all the time.
   */
  public static final Duration HOST_PATIENCE = Duration.ofMinutes(5);

  private final Desired desired;
  private final Observed observed;
  private final Rollout rollout;
  private final Instant now;

  RolloutPlanner(Desired desired, Observed observed, Instant now) {
    this.desired = desired;
    this.observed = observed;
    this.rollout = observed.record().applied().rollout();
    this.now = now;
  }

  /**
   * What is to be done about green machines.
   *
   * @param slots those that are to be taken over; all others' green machines are given up
   */
  List<Operation> green(Set<Slot> slots, SlotPlanner planner, int creationsMax) {
    boolean waits = Setbacks.mayTryAt(rollout, desired).filter(now::isBefore).isPresent();
    var operations = new ArrayList<Operation>();
    var kept = new TreeMap<Slot, Machine>();
    rollout
        .green()
        .forEach((slot, it) ->
            observed
                .machine(it.id())
                .ifPresent(machine ->
                    whyGivenUp(slot, machine, slots.contains(slot), waits, planner)
                        .ifPresentOrElse(
                            why -> giveUp(slot, machine, why).ifPresent(operations::add),
                            () -> kept.put(slot, machine))));
    if (!waits) {
      slots.stream()
          .filter(slot -> !rollout.green().containsKey(slot) && !isHeld(slot))
          .sorted()
          .limit(creationsMax)
          .flatMap(slot -> planner.create(slot, Optional.of(rollout.number())).stream())
          .forEach(operations::add);
    }
    boolean together = slots.stream().anyMatch(slot -> isSucceeded(slot, planner));
    if (!slots.isEmpty() && (!together || kept.keySet().containsAll(slots))) {
      operations.addAll(open(kept));
    }
    return operations;
  }

  /**
   * Whether the machine of a slot is of another desired state: then all are opened together, and
   * nobody meets both. What is gone, was changed by hand, or cannot be reached is waited for by
   * none.
   */
  private boolean isSucceeded(Slot slot, SlotPlanner planner) {
    return observed
        .inSlot(slot)
        .filter(machine -> machine.health().hostOk())
        .flatMap(planner::outdated)
        .filter(why -> why.cause() != Cause.CHANGED_BY_HAND)
        .isPresent();
  }

  private Optional<Because> whyGivenUp(
      Slot slot, Machine machine, boolean wanted, boolean waits, SlotPlanner planner) {
    if (!wanted) {
      return Optional.of(Because.of(Cause.NOT_NEEDED));
    }
    if (state(slot, machine) instanceof GreenState.Failed(Ailment why)) {
      return Optional.of(new Because(Cause.NOT_WELL, why.words()));
    }
    if (waits) {
      return Optional.of(Because.of(Cause.NOT_WELL));
    }
    if (!machine.health().hostOk()) {
      return Optional.empty();
    }
    return observed.noRoom().machines().contains(machine.id())
        ? Optional.of(new Because(Cause.HOST_FULL, machine.region()))
        : planner.outdated(machine);
  }

  /** No slot is to be taken over. */
  List<Operation> giveUpAll() {
    var operations = new ArrayList<Operation>();
    rollout
        .green()
        .forEach((slot, it) ->
            observed
                .machine(it.id())
                .flatMap(machine -> giveUp(slot, machine, Because.of(Cause.NOT_NEEDED)))
                .ifPresent(operations::add));
    return operations;
  }

  /** One that is open already may be answering a request; one out of reach cannot be ended now. */
  private Optional<Operation> giveUp(Slot slot, Machine machine, Because because) {
    return machine.state().isGone() || !machine.health().hostOk()
        ? Optional.empty()
        : Optional.of(end(slot, machine, because));
  }

  /** Ends a machine that is not to go on: one that gets requests gets no more of them first. */
  private Operation end(Slot slot, Machine machine, Because because) {
    return machine.health().cordoned()
        ? new Operation.DestroyMachine(slot, machine.name(), machine.id(), because)
        : takeOut(slot, machine, because);
  }

  /**
   * Sets a machine on its way out. Since when one gets no requests that is cordoned already nobody
   * has noted: it is as if it were from now on.
   */
  Operation takeOut(Slot slot, Machine machine, Because because) {
    return desired.wish() == Wish.RUNNING && Serving.stands(desired.spec(), machine)
        ? new Operation.CordonMachine(slot, machine.name(), machine.id(), because)
        : new Operation.DestroyMachine(slot, machine.name(), machine.id(), because);
  }

  /** All at once, as soon as all are well. */
  private List<Operation> open(Map<Slot, Machine> green) {
    var starts = new ArrayList<Operation>();
    var opens = new ArrayList<Operation>();
    boolean allWell = true;
    for (var it : green.entrySet()) {
      Slot slot = it.getKey();
      Machine machine = it.getValue();
      GreenState state = state(slot, machine);
      allWell &= state instanceof GreenState.Well;
      if (state instanceof GreenState.Resting) {
        starts.add(
            new Operation.StartMachine(
                slot, machine.name(), machine.id(), Because.of(Cause.NOT_RUNNING)));
      }
      opens.add(
          new Operation.UncordonMachine(
              slot, machine.name(), machine.id(), Because.of(Cause.WELL)));
    }
    return allWell && isProven(green) ? opens : starts;
  }

  private boolean isProven(Map<Slot, Machine> green) {
    boolean checked = green.values().stream().allMatch(it -> Serving.isChecked(desired.spec(), it));
    return checked
        || rollout
            .wellSince()
            .filter(since -> !now.isBefore(since.plus(GreenState.SMOKE)))
            .isPresent();
  }

  private GreenState state(Slot slot, Machine machine) {
    return GreenState.of(desired, slot, machine, rollout, now);
  }

  private boolean isHeld(Slot slot) {
    String name = slot.machineName(rollout.number());
    return observed.machines().stream().map(Machine::name).anyMatch(name::equals);
  }

  /**
   * What is to be done about machines that are on their way out.
   *
   * @param allServe whether all that is wanted serves without them
   */
  List<Operation> retire(boolean allServe) {
    var operations = new ArrayList<Operation>();
    rollout
        .retiring()
        .forEach((id, retiring) ->
            observed
                .machine(id)
                .filter(machine -> machine.health().hostOk() && !machine.state().isGone())
                .flatMap(machine -> retire(machine, retiring, allServe))
                .ifPresent(operations::add));
    return operations;
  }

  private Optional<Operation> retire(Machine machine, Retiring retiring, boolean allServe) {
    Slot slot = retiring.slot();
    Operation end = end(slot, machine, Because.of(Cause.SUCCEEDED));
    if (desired.wish() != Wish.RUNNING) {
      return Optional.of(end);
    }
    boolean free = allServe || retiring.succeededAt().isEmpty();
    if (end instanceof Operation.CordonMachine) {
      return Optional.of(end).filter(_ -> allServe && isPast(retiring.succeededAt()));
    }
    if (!free) {
      return back(slot, machine);
    }
    boolean drained = retiring.cordonedAt().isPresent() && isPast(retiring.cordonedAt());
    return switch (machine.state().phase()) {
      case RUNNING ->
          drained
              ? Optional.of(
                  new Operation.StopMachine(
                      slot, machine.name(), machine.id(), Because.of(Cause.SUCCEEDED)))
              : Optional.empty();
      case AT_REST ->
          drained || !Serving.sleeps(desired.spec(), machine) ? Optional.of(end) : Optional.empty();
      case PREPARING, BROKEN -> Optional.of(end);
      case MOVING, GONE, UNCLEAR -> Optional.empty();
    };
  }

  /** Its successor has failed before it was gone: it serves again. */
  private Optional<Operation> back(Slot slot, Machine machine) {
    return Serving.once(desired.spec(), machine) == Serving.YES
        ? Optional.of(
            new Operation.UncordonMachine(
                slot, machine.name(), machine.id(), Because.of(Cause.SUCCESSOR_FAILS)))
        : Optional.empty();
  }

  /** Whether the edge has learnt of what was done then. */
  private boolean isPast(Optional<Instant> stamp) {
    return stamp.filter(at -> now.isBefore(at.plus(SETTLE))).isEmpty();
  }

  /**
   * From when on another machine is made elsewhere, if the host of this one is still out of reach;
   * empty if it can be reached.
   */
  public static Optional<Instant> givenUpAt(Rollout rollout, Machine machine) {
    return machine.health().hostOk()
        ? Optional.empty()
        : Optional.ofNullable(rollout.unreachable().get(machine.id()))
            .map(since -> since.plus(HOST_PATIENCE));
  }

  /** Whether that time has come. */
  static boolean isGivenUp(Rollout rollout, Machine machine, Instant now) {
    return givenUpAt(rollout, machine).filter(at -> !now.isBefore(at)).isPresent();
  }

  /** When there will be something to be done that has to be waited for; empty if never. */
  public static Optional<Instant> comesBackAt(Rollout rollout, Desired desired, Instant now) {
    var times = new ArrayList<Instant>();
    rollout.retiring().values().stream()
        .flatMap(it -> it.cordonedAt().or(it::succeededAt).stream())
        .forEach(at -> times.add(at.plus(SETTLE)));
    rollout
        .wellSince()
        .filter(_ -> desired.spec().service().check().isEmpty())
        .ifPresent(since -> times.add(since.plus(GreenState.SMOKE)));
    rollout
        .begun()
        .ifPresent(it -> times.add(it.at().plus(desired.spec().policy().progressDeadline())));
    Setbacks.mayTryAt(rollout, desired).ifPresent(times::add);
    rollout.unreachable().values().forEach(since -> times.add(since.plus(HOST_PATIENCE)));
    return times.stream().filter(now::isBefore).min(Instant::compareTo);
  }
}
