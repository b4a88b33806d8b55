package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.plan.Observed;
import java.time.Duration;
import java.util.Optional;

/** Finds the call that answers when what a pass waits for has happened. */
final class Waits {

  /** Fly would wait up to 60 s; a call that long would outlive most changes of mind. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private Waits() {}

  /** The first machine that is on its way is waited for. */
  static Optional<MachineCall.Wait> of(Desired desired, Observed observed) {
    return observed
        .record()
        .naming()
        .reserved()
        .map(Naming.Reserved::name)
        .flatMap(app ->
            observed.machines().stream()
                .flatMap(machine -> until(app, machine, desired, observed).stream())
                .findFirst());
  }

  private static Optional<MachineCall.Wait> until(
      FlyAppName app, Machine machine, Desired desired, Observed observed) {
    Applied applied = observed.record().applied();
    boolean leaves = applied.rollout().retiring().containsKey(machine.id());
    boolean kept = leaves || applied.versionOf(machine.id()).isPresent();
    return switch (machine.state().phase()) {
      case PREPARING, MOVING ->
          kept
              ? Optional.of(wait(app, machine, leaves ? MachineState.STOPPED : rest(desired)))
              : Optional.empty();
      case GONE ->
          machine.state() == MachineState.DESTROYING
              ? Optional.of(wait(app, machine, MachineState.DESTROYED))
              : Optional.empty();
      case RUNNING, AT_REST, BROKEN, UNCLEAR -> Optional.empty();
    };
  }

  private static MachineState rest(Desired desired) {
    return desired.wish() == Wish.RUNNING ? MachineState.STARTED : MachineState.STOPPED;
  }

  private static MachineCall.Wait wait(FlyAppName app, Machine machine, MachineState state) {
    return new MachineCall.Wait(app, machine.id(), machine.version(), state, TIMEOUT);
  }
}
