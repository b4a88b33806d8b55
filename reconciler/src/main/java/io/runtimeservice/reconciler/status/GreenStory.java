package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.record.Rollout.Setback;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.plan.Ailment;
import io.runtimeservice.reconciler.plan.GreenState;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Setbacks;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How far the machine is that is made beside the one of a slot, to take it over. */
final class GreenStory {

  private GreenStory() {}

  /** Empty if there is none, and none has come to nothing. */
  static Optional<Trouble> of(Desired desired, Observed observed, Slot slot, Instant now) {
    Rollout rollout = observed.record().applied().rollout();
    return Optional.ofNullable(rollout.green().get(slot))
        .map(Applied.InSlot::id)
        .flatMap(observed::machine)
        .map(machine ->
            switch (GreenState.of(desired, slot, machine, rollout, now)) {
              case GreenState.Coming _ ->
                  SlotStory.state(desired, slot, machine)
                      .orElseGet(() -> Trouble.of(Ailment.unchecked(machine)));
              case GreenState.Well _ ->
                  Trouble.of(
                      Reason.REPLACING_MACHINE,
                      "Machine %s (%s) is well and is about to take over."
                          .formatted(slot, machine.id()));
              case GreenState.Resting _ -> Trouble.of(Ailment.of(Reason.BOOTING, slot, machine));
              case GreenState.Failed(Ailment why) -> Trouble.of(why);
            })
        .or(() ->
            rollout
                .setbackOf(desired.version())
                .map(it -> setback(it, Setbacks.mayTryAt(rollout, desired), now)));
  }

  private static Trouble setback(Setback setback, Optional<Instant> again, Instant now) {
    String next =
        again
            .filter(now::isBefore)
            .map(at -> "the next one is at " + at)
            .orElse("the next one is due");
    return Trouble.of(
        setback.reason(),
        "%s Tries so far: %d; %s.".formatted(setback.message(), setback.count(), next));
  }

  /** What has been succeeded and is still there. */
  static Optional<Trouble> retiring(Observed observed) {
    var retiring = observed.record().applied().rollout().retiring();
    var inReach = new TreeMap<>(retiring);
    inReach.keySet().removeIf(observed::isOutOfReach);
    if (!inReach.isEmpty()) {
      return Optional.of(
          Trouble.of(
              Reason.REPLACING_MACHINE,
              "Taken out of service step by step: " + words(inReach) + "."));
    }
    return retiring.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Trouble.of(
                Reason.HOST_UNREACHABLE,
                "What is not needed any more is ended once it can be: " + words(retiring) + "."));
  }

  private static String words(Map<MachineId, Rollout.Retiring> machines) {
    return machines.entrySet().stream()
        .map(it -> it.getValue().slot() + " (" + it.getKey() + ")")
        .collect(Collectors.joining(", "));
  }
}
