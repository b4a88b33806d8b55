package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Value;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "explain",
    description = "Says why an environment is as it is, and what it waits for.")
final class ExplainCommand extends EnvironmentCommand {

  ExplainCommand(Map<String, String> variables) {
    super(variables);
  }

  @Override
  String page() {
    return "explain";
  }

  @Override
  int print(Value.Tree answer, PrintWriter out) {
    out.print(answer.text("text").orElse(""));
    return ExitCode.DONE;
  }
}
