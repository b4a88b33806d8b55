package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Value;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks the running service for a page. */
abstract sealed class AskCommand implements Callable<Integer>
    permits EnvironmentCommand, DriftCommand, OrphansCommand {

  private final Map<String, String> variables;

  @Spec private CommandSpec spec = CommandSpec.create();

  AskCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  /** The page that answers. */
  abstract String path();

  /** Whether an answer is that page. */
  abstract boolean isPage(Value.Tree answer);

  /** Prints the answer; what it returns is the exit code. */
  abstract int print(Value.Tree answer, PrintWriter out) throws CannotAnswerException;

  /** Refuses options that do not go together, with picocli's exception. */
  void check() {}

  final CommandLine commandLine() {
    return spec.commandLine();
  }

  @Override
  public final Integer call() throws InterruptedException {
    check();
    String path = path();
    PrintWriter out = commandLine().getOut();
    try {
      int code = print(new RunningService(variables).get(path, this::isPage), out);
      out.flush();
      return code;
    } catch (CannotAnswerException no) {
      commandLine().getErr().println(no.getMessage());
      return ExitCode.FAILED;
    }
  }
}
