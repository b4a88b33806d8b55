package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.document.Plain;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.Machine.CheckRow;
import io.runtimeservice.model.fly.Machine.Exit;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.spec.Spec;
import io.runtimeservice.model.status.Reason;
import java.util.Locale;
import java.util.Optional;

/**
 * What is wrong with a machine that was made as it should be.
 *
 * @param words what shows it, in a sentence or two
 */
public record Ailment(Reason reason, String words) {

  private static final int OUTPUT_CHARACTERS_MAX = 160;

  /** How its process ended by itself, if that was the last thing that it did. */
  public static Optional<Ailment> ended(Slot slot, Machine machine) {
    return machine
        .health()
        .lastExit()
        .filter(exit -> !exit.requested())
        .map(exit -> ended(slot, machine, exit));
  }

  /** Its process has ended by itself, and may run again by now. */
  static Ailment ended(Slot slot, Machine machine, Exit exit) {
    return new Ailment(
        whyEnded(exit),
        "Machine %s (%s) ended with exit code %d.".formatted(slot, machine.id(), exit.code()));
  }

  private static Reason whyEnded(Exit exit) {
    if (exit.outOfMemory()) {
      return Reason.OOM_KILLED;
    }
    return exit.code() == 0 ? Reason.EXITED_CLEANLY : Reason.CRASH_LOOP;
  }

  /** A machine of which nothing but its state says what is wrong. */
  public static Ailment of(Reason reason, Slot slot, Machine machine) {
    return new Ailment(
        reason,
        "Machine %s (%s) in %s is %s."
            .formatted(slot, machine.id(), machine.region(), machine.state()));
  }

  /** Its host cannot be reached: nobody knows how it is now. */
  public static Ailment unreachable(Slot slot, Machine machine) {
    return new Ailment(
        Reason.HOST_UNREACHABLE,
        "Machine %s (%s) in %s was last seen %s."
            .formatted(slot, machine.id(), machine.region(), machine.state()));
  }

  /** It starts, perhaps not for the first time. */
  public static Ailment booting(Slot slot, Machine machine) {
    Ailment plain = of(Reason.BOOTING, slot, machine);
    return machine
        .health()
        .lastCrash()
        .map(it ->
            new Ailment(
                Reason.BOOTING,
                plain.words()
                    + " Its process has ended with exit code %d before.".formatted(it.code())))
        .orElse(plain);
  }

  /** It runs, and a check fails or has said nothing yet. */
  public static Ailment unchecked(Machine machine) {
    return new Ailment(Reason.CHECKING_HEALTH, lastSaid(machine, output(machine)));
  }

  /** It runs, and a check has failed for too long. */
  public static Ailment failing(Spec spec, Machine machine) {
    String output = output(machine);
    return output.toLowerCase(Locale.ROOT).contains("connection refused")
        ? new Ailment(
            Reason.NOT_LISTENING,
            "Nothing answers on 0.0.0.0:%d. %s"
                .formatted(spec.service().internalPort(), lastSaid(machine, output)))
        : new Ailment(Reason.HEALTH_CHECK_FAILING, lastSaid(machine, output));
  }

  private static String output(Machine machine) {
    return machine.health().checks().stream()
        .filter(row -> !row.passing())
        .findFirst()
        .map(CheckRow::output)
        .map(it -> Plain.cut(it, OUTPUT_CHARACTERS_MAX))
        .orElse("");
  }

  private static String lastSaid(Machine machine, String output) {
    return "Machine %s (%s): ".formatted(machine.name(), machine.id())
        + (output.isEmpty() ? "no check has answered yet." : "the check last said: " + output);
  }
}
