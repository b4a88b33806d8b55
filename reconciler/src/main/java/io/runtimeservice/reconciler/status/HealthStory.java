package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.spec.Check;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.plan.Ailment;
import io.runtimeservice.reconciler.plan.Serving;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the checks of the machines that run say. */
final class HealthStory {

  /** After the grace period a check may fail so many times before it counts as failing. */
  private static final int FAILURES_FORGIVEN = 2;

  private HealthStory() {}

  /**
   * Why the machines are not healthy; empty if they are.
   *
   * @param runningSince since when all machines have been running
   */
  static Optional<Trouble> of(
      Desired desired, List<SlotStory> slots, Instant runningSince, Instant now) {
    return slots.stream()
        .flatMap(slot ->
            slot.machine().flatMap(it -> of(desired, slot.slot(), it, runningSince, now)).stream())
        .findFirst();
  }

  private static Optional<Trouble> of(
      Desired desired, Slot slot, Machine machine, Instant runningSince, Instant now) {
    if (desired.wish() == Wish.RUNNING && machine.health().cordoned()) {
      return Optional.of(
          Trouble.of(
              Reason.CORDONED,
              "It is machine %s (%s) in %s.".formatted(slot, machine.id(), machine.region())));
    }
    var patience =
        desired.spec().service().check().map(HealthStory::patience).orElse(Duration.ZERO);
    return Serving.of(desired.spec(), machine) == Serving.NOT_YET
        ? Optional.of(sick(machine, desired, now.isBefore(runningSince.plus(patience))))
        : Optional.empty();
  }

  private static Duration patience(Check check) {
    return check.gracePeriod().plus(check.interval().multipliedBy(FAILURES_FORGIVEN));
  }

  private static Trouble sick(Machine machine, Desired desired, boolean patient) {
    boolean unsaid = machine.health().checks().stream().allMatch(Machine.CheckRow::passing);
    return Trouble.of(
        unsaid || patient ? Ailment.unchecked(machine) : Ailment.failing(desired.spec(), machine));
  }
}
