package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.spec.ImageReference;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.plan.Ailment;
import io.runtimeservice.reconciler.plan.Blueprint;
import io.runtimeservice.reconciler.plan.Losses;
import io.runtimeservice.reconciler.plan.MachineFit;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Operation.Because;
import io.runtimeservice.reconciler.plan.RolloutPlanner;
import io.runtimeservice.reconciler.plan.Serving;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far the machine of one slot is.
 *
 * @param fits whether it has the wanted configuration, in a wanted region
 * @param trouble why it is not running, asleep or stopped as wished; empty if it is
 */
record SlotStory(Slot slot, Optional<Machine> machine, boolean fits, Optional<Trouble> trouble) {

  /** The stories of all wanted slots; none while there is no image. */
  static List<SlotStory> of(Desired desired, Observed observed, Instant now) {
    return desired
        .spec()
        .build()
        .image()
        .map(image ->
            IntStream.range(0, desired.spec().placement().machines())
                .mapToObj(index -> of(desired, observed, image, new Slot(index), now))
                .toList())
        .orElse(List.of());
  }

  boolean serves(Desired desired) {
    return machine.filter(it -> Serving.of(desired.spec(), it) == Serving.YES).isPresent();
  }

  boolean isOutOfReach() {
    return machine.filter(it -> !it.health().hostOk()).isPresent();
  }

  private static SlotStory of(
      Desired desired, Observed observed, ImageReference image, Slot slot, Instant now) {
    var machine = observed.inSlot(slot);
    if (machine.isEmpty()) {
      var trouble =
          GreenStory.of(desired, observed, slot, now)
              .orElseGet(() -> missing(desired, observed, slot, now));
      return new SlotStory(slot, machine, false, Optional.of(trouble));
    }
    var fit = new MachineFit(Blueprint.of(desired, observed.record(), image), observed.record());
    var misfit = misfit(desired, machine.orElseThrow(), fit);
    return new SlotStory(
        slot,
        machine,
        misfit.isEmpty(),
        misfit
            .flatMap(_ -> GreenStory.of(desired, observed, slot, now))
            .or(() -> outOfReach(desired, observed, slot, machine.orElseThrow(), now))
            .or(() -> state(desired, slot, machine.orElseThrow()))
            .or(() ->
                misfit.map(
                    because -> outdated(desired, observed, slot, machine.orElseThrow(), because))));
  }

  private static Optional<Because> misfit(Desired desired, Machine machine, MachineFit fit) {
    if (!machine.health().hostOk()) {
      return Optional.empty();
    }
    return fit.outdated(desired, machine);
  }

  /** What is done about one whose host cannot be reached. */
  private static Optional<Trouble> outOfReach(
      Desired desired, Observed observed, Slot slot, Machine machine, Instant now) {
    var seen = Trouble.of(Ailment.unreachable(slot, machine));
    return RolloutPlanner.givenUpAt(observed.record().applied().rollout(), machine)
        .filter(_ -> desired.wish() == Wish.RUNNING)
        .map(at ->
            GreenStory.of(desired, observed, slot, now)
                .or(() -> full(desired, observed).filter(_ -> !now.isBefore(at)))
                .map(it -> it.and("It is to take the place of another: " + seen.message()))
                .orElseGet(() -> seen.and(elsewhere(at, now))));
  }

  private static String elsewhere(Instant at, Instant now) {
    return now.isBefore(at)
        ? "If that lasts, another is made elsewhere at " + at + "."
        : "Another is made elsewhere.";
  }

  private static Trouble missing(Desired desired, Observed observed, Slot slot, Instant now) {
    var again = Losses.mayTryAt(observed.record()).filter(now::isBefore);
    if (again.isPresent()) {
      int losses = observed.record().progress().map(Progress::losses).orElse(0);
      return Trouble.of(
          Reason.MACHINE_LOST,
          "Machine %s was lost, for the %d. time; it is made anew at %s."
              .formatted(slot, losses, again.orElseThrow()));
    }
    return full(desired, observed)
        .orElseGet(
            () -> Trouble.of(Reason.CREATING_MACHINE, "Machine " + slot + " does not exist yet."));
  }

  private static Optional<Trouble> full(Desired desired, Observed observed) {
    var regions = desired.spec().placement().regions();
    return observed.noRoom().regions().containsAll(regions)
        ? Optional.of(
            Trouble.of(Reason.INSUFFICIENT_CAPACITY, "Tried " + String.join(", ", regions) + "."))
        : Optional.empty();
  }

  private static Trouble outdated(
      Desired desired, Observed observed, Slot slot, Machine machine, Because because) {
    if (observed.noRoom().machines().contains(machine.id())) {
      return Trouble.of(
          Reason.INSUFFICIENT_CAPACITY,
          "The host of machine %s (%s) has no room for the change: %s."
              .formatted(slot, machine.id(), because));
    }
    return full(desired, observed)
        .orElseGet(() ->
            Trouble.of(
                Reason.REPLACING_MACHINE,
                "Machine " + slot + " waits for its turn: " + because + "."));
  }

  /** Why a machine is not running, asleep or stopped as wished; empty if it is. */
  static Optional<Trouble> state(Desired desired, Slot slot, Machine machine) {
    if (!machine.health().hostOk()) {
      return Optional.of(Trouble.of(Ailment.unreachable(slot, machine)));
    }
    return switch (machine.state().phase()) {
      case PREPARING -> Optional.of(say(preparing(desired), slot, machine));
      case RUNNING ->
          desired.wish() == Wish.RUNNING
              ? Optional.empty()
              : Optional.of(say(Reason.STOPPING, slot, machine));
      case AT_REST -> resting(desired, slot, machine);
      case BROKEN -> Optional.of(ended(slot, machine).orElseGet(() -> broken(slot, machine)));
      case MOVING -> Optional.of(moving(slot, machine));
      case GONE -> Optional.of(say(Reason.REPLACING_MACHINE, slot, machine));
      case UNCLEAR -> Optional.of(say(Reason.LIST_UNRELIABLE, slot, machine));
    };
  }

  private static Reason preparing(Desired desired) {
    return desired.wish() == Wish.RUNNING ? Reason.PULLING_IMAGE : Reason.CREATING_MACHINE;
  }

  private static Trouble moving(Slot slot, Machine machine) {
    Reason reason = moving(machine);
    return reason == Reason.BOOTING
        ? Trouble.of(Ailment.booting(slot, machine))
        : say(reason, slot, machine);
  }

  private static Reason moving(Machine machine) {
    return switch (machine.state()) {
      case STARTING, RESTARTING -> Reason.BOOTING;
      case STOPPING, SUSPENDING -> Reason.STOPPING;
      case CREATING -> Reason.CREATING_MACHINE;
      case UPDATING,
          REPLACING,
          CREATED,
          STARTED,
          STOPPED,
          SUSPENDED,
          REPLACED,
          MIGRATED,
          FAILED,
          LAUNCH_FAILED,
          DESTROYING,
          DESTROYED,
          UNKNOWN ->
          Reason.REPLACING_MACHINE;
    };
  }

  private static Optional<Trouble> resting(Desired desired, Slot slot, Machine machine) {
    if (desired.wish() != Wish.RUNNING || Serving.sleeps(desired.spec(), machine)) {
      return Optional.empty();
    }
    return ended(slot, machine).or(() -> Optional.of(say(Reason.BOOTING, slot, machine)));
  }

  /** How its process ended by itself, if it did. */
  private static Optional<Trouble> ended(Slot slot, Machine machine) {
    return Ailment.ended(slot, machine).map(Trouble::of);
  }

  private static Trouble broken(Slot slot, Machine machine) {
    return say(Reason.CRASH_LOOP, slot, machine);
  }

  private static Trouble say(Reason reason, Slot slot, Machine machine) {
    return Trouble.of(Ailment.of(reason, slot, machine));
  }
}
