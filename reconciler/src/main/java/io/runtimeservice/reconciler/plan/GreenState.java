package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.spec.Sleep;
import io.runtimeservice.model.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far a green machine is, which gets no requests yet. */
public sealed interface GreenState {

  /** So long a machine without checks has to run before it is believed to be well. */
  Duration SMOKE = Duration.ofSeconds(10);

  /** It may yet become well. */
  record Coming() implements GreenState {}

  /** It would answer requests. */
  record Well() implements GreenState {}

  /** It has to be started: it was put to rest before it was known to be well. */
  record Resting() implements GreenState {}

  /** It will not become well, or not in time. */
  record Failed(Ailment why) implements GreenState {}

  /**
   * As it is now.
   *
   * @param rollout that it belongs to
   */
  static GreenState of(Desired desired, Slot slot, Machine machine, Rollout rollout, Instant now) {
    boolean late =
        rollout
            .begun()
            .map(it -> it.at().plus(desired.spec().policy().progressDeadline()))
            .filter(at -> !now.isBefore(at))
            .isPresent();
    if (!machine.health().hostOk()) {
      return inTime(
          late || RolloutPlanner.isGivenUp(rollout, machine, now),
          Ailment.unreachable(slot, machine));
    }
    return switch (machine.state().phase()) {
      case RUNNING -> running(desired, slot, machine, late);
      case AT_REST -> resting(desired, slot, machine, rollout, late);
      case BROKEN ->
          new Failed(
              Ailment.ended(slot, machine)
                  .orElseGet(() -> Ailment.of(Reason.CRASH_LOOP, slot, machine)));
      case PREPARING, MOVING, GONE, UNCLEAR ->
          inTime(late, Ailment.of(Reason.PROGRESS_DEADLINE_EXCEEDED, slot, machine));
    };
  }

  private static GreenState inTime(boolean late, Ailment otherwise) {
    return late ? new Failed(otherwise) : new Coming();
  }

  /** Without a check nothing but its endings say whether it is well. */
  private static GreenState running(Desired desired, Slot slot, Machine machine, boolean late) {
    if (Serving.once(desired.spec(), machine) != Serving.YES) {
      return inTime(late, Ailment.failing(desired.spec(), machine));
    }
    Optional<Machine.Exit> crash =
        Serving.isChecked(desired.spec(), machine)
            ? Optional.empty()
            : machine.health().lastCrash();
    return crash
        .<GreenState>map(exit -> new Failed(Ailment.ended(slot, machine, exit)))
        .orElseGet(Well::new);
  }

  /** Nobody asks for it while it is cordoned, so that it may fall asleep. */
  private static GreenState resting(
      Desired desired, Slot slot, Machine machine, Rollout rollout, boolean late) {
    var ended = Ailment.ended(slot, machine);
    if (ended.isPresent()) {
      return new Failed(ended.orElseThrow());
    }
    if (desired.spec().policy().sleep() != Sleep.OFF && rollout.wellSince().isPresent()) {
      return new Well();
    }
    return late
        ? new Failed(Ailment.of(Reason.PROGRESS_DEADLINE_EXCEEDED, slot, machine))
        : new Resting();
  }
}
