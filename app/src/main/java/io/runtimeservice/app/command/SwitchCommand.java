package io.runtimeservice.app.command;

import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.control.Switches.Switch;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "switch",
    description = {
      "Shows the kill switches, or sets one.",
      "pauseAll: nothing is done. pauseDestructive: nothing is taken away for good.",
      "observeOnly: everything is looked at, nothing is changed. pause, resume: for",
      "one environment.",
      "It reads and writes the table RUNTIME_TABLE, with AWS' own variables."
    })
final class SwitchCommand extends TableCommand {

  @Parameters(
      paramLabel = "<words>",
      arity = "0..*",
      description = {
        "None, or: pauseAll|pauseDestructive|observeOnly on|off,",
        "or: pause|resume <appId>/<environmentId>."
      })
  private List<String> words = List.of();

  SwitchCommand(Map<String, String> variables, Operator operator) {
    super(variables, operator);
  }

  @Override
  Task task() {
    return switch (SwitchOrder.parse(words).orElseThrow(this::wrongUsage)) {
      case SwitchOrder.Show _ -> SwitchCommand::show;
      case SwitchOrder.All order -> (table, out) -> set(order, table, out);
      case SwitchOrder.One order -> (table, out) -> set(order, table, out);
    };
  }

  private CommandLine.ParameterException wrongUsage() {
    return new CommandLine.ParameterException(commandLine(), SwitchOrder.EXPECTED);
  }

  private static int show(OperatorTable table, PrintWriter out) throws CannotAnswerException {
    print(table.answer(table.controls().read()), out);
    return ExitCode.DONE;
  }

  private int set(SwitchOrder order, OperatorTable table, PrintWriter out)
      throws CannotAnswerException {
    var by = operator().change();
    print(
        new ControlChange(table, by).make(read -> read.with(fit(order.of(read.switches())), by)),
        out);
    out.println(ControlChange.OBEYED);
    return ExitCode.DONE;
  }

  /** A record with more could not be read any more. */
  private static Switches fit(Switches next) throws CannotAnswerException {
    if (next.paused().size() > Switches.PAUSED_MAX) {
      throw new CannotAnswerException(
          "%d environments are paused one by one, and no more can be; pauseAll is for all"
              .formatted(Switches.PAUSED_MAX));
    }
    return next;
  }

  private static void print(Control control, PrintWriter out) {
    for (Switch each : Switch.values()) {
      out.println(each + ": " + (control.switches().is(each) ? "on" : "off"));
    }
    var paused = control.switches().paused();
    out.println("paused environments: " + (paused.isEmpty() ? "none" : paused.size()));
    paused.forEach(key -> out.println("  " + key));
    control
        .changed()
        .ifPresent(it ->
            out.println(ScreenLine.of("last changed by %s at %s".formatted(it.by(), it.at()))));
  }
}
