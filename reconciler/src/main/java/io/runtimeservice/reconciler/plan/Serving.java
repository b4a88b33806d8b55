package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.spec.Sleep;
import io.runtimeservice.model.spec.Spec;

/** Whether a machine answers requests. */
public enum Serving {
  YES,
  /** It runs, and its checks have not all passed yet. */
  NOT_YET,
  NO;

  /** A sleeping machine serves: Fly's edge wakes it on the first request. */
  public static Serving of(Spec spec, Machine machine) {
    return machine.health().cordoned() ? NO : once(spec, machine);
  }

  /** Whether it answers requests as soon as it gets some. */
  static Serving once(Spec spec, Machine machine) {
    return switch (machine.state().phase()) {
      case RUNNING -> checksPass(spec, machine) ? YES : NOT_YET;
      case AT_REST -> sleeps(spec, machine) ? YES : NO;
      case PREPARING, BROKEN, MOVING, GONE, UNCLEAR -> NO;
    };
  }

  /** Whether requests may be under way to it, or would wake it. */
  static boolean stands(Spec spec, Machine machine) {
    return machine.state().phase() == MachineState.Phase.RUNNING || sleeps(spec, machine);
  }

  /** Whether it rests because nobody needs it, and not because its process ended. */
  public static boolean sleeps(Spec spec, Machine machine) {
    return machine.state().phase() == MachineState.Phase.AT_REST
        && spec.policy().sleep() != Sleep.OFF
        && machine.health().lastExit().filter(exit -> !exit.requested()).isEmpty();
  }

  /** A check that has not run has no row: no rows are no proof. */
  private static boolean checksPass(Spec spec, Machine machine) {
    return !isChecked(spec, machine)
        || (!machine.health().checks().isEmpty()
            && machine.health().checks().stream().allMatch(Machine.CheckRow::passing));
  }

  /** A machine has the checks that it was given, and not yet those that it shall have. */
  static boolean isChecked(Spec spec, Machine machine) {
    return machine
        .config()
        .map(config ->
            config.items("services").stream()
                .anyMatch(
                    it -> it instanceof Value.Tree service && !service.items("checks").isEmpty()))
        .orElse(spec.service().check().isPresent());
  }
}
