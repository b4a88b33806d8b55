package io.runtimeservice.app.command;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "release",
    description = {
      "Says what a release of the brake would destroy; with --yes, releases it.",
      "Exit code 0: released, or not tripped. 3: --yes is missing. 1: it failed."
    })
final class BrakeReleaseCommand extends TableCommand {

  @Option(names = "--yes", description = "Releases it.")
  private boolean yes;

  BrakeReleaseCommand(Map<String, String> variables, Operator operator) {
    super(variables, operator);
  }

  @Override
  Task task() {
    return this::release;
  }

  private int release(OperatorTable table, PrintWriter out) throws CannotAnswerException {
    var view = BrakeView.read(table);
    view.print(operator().now(), out);
    if (view.brake().trip().isEmpty()) {
      out.println("there is nothing to release");
      return ExitCode.DONE;
    }
    int count = Math.min(view.waiting().size(), Brake.COUNT_MAX);
    if (!yes) {
      out.printf("a release destroys what waits: %d; --yes releases the brake%n", count);
      return ExitCode.OPERATIONS_TO_DO;
    }
    var by = operator().change();
    new ControlChange(table, by).make(read -> released(read, view.brake(), count, by));
    out.printf(
        "the brake is released, and what waited is destroyed: %d; %s%n",
        count, ControlChange.OBEYED);
    return ExitCode.DONE;
  }

  /** What was shown is what is released, and nothing else. */
  private static Control released(Control read, Brake shown, int waiting, Control.Change by)
      throws CannotAnswerException {
    if (!read.brake().trip().equals(shown.trip())) {
      throw new CannotAnswerException(
          "the brake is not what it was any more: look again; nothing was released");
    }
    return read.with(read.brake().released(waiting), by);
  }
}
