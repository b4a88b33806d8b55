package io.runtimeservice.app.command;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "brake",
    description = {
      "Says whether the brake is tripped and why, and what waits.",
      "It reads the table RUNTIME_TABLE, with AWS' own variables."
    })
final class BrakeCommand extends TableCommand {

  BrakeCommand(Map<String, String> variables, Operator operator) {
    super(variables, operator);
  }

  @Override
  Task task() {
    return this::show;
  }

  private int show(OperatorTable table, PrintWriter out) throws CannotAnswerException {
    var view = BrakeView.read(table);
    view.print(operator().now(), out);
    if (view.brake().trip().isPresent()) {
      out.println("bin/runtime brake release says what a release would destroy");
    }
    return ExitCode.DONE;
  }
}
