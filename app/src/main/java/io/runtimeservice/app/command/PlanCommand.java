package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Value;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "plan",
    description = {
      "Prints what a pass would do, with reasons, and does nothing.",
      "Exit code 0: nothing to do. 3: there are operations to do. 1: it is refused, or failed."
    })
final class PlanCommand extends EnvironmentCommand {

  PlanCommand(Map<String, String> variables) {
    super(variables);
  }

  @Override
  String page() {
    return "plan";
  }

  @Override
  int print(Value.Tree answer, PrintWriter out) {
    out.print(answer.text("text").orElse(""));
    if (answer.get("refused").isPresent()) {
      return ExitCode.FAILED;
    }
    return answer.whole("operations").orElse(0L) == 0 ? ExitCode.DONE : ExitCode.OPERATIONS_TO_DO;
  }
}
