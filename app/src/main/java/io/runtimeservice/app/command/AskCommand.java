package io.runtimeservice.app.command;

import io.runtimeservice.app.command.RunningService.CannotAnswerException;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that asks the running service about one environment. */
abstract sealed class AskCommand implements Callable<Integer>
    permits PlanCommand, ExplainCommand, HistoryCommand {

  private final Map<String, String> variables;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "<appId>/<environmentId>",
      description = "Which environment.",
      arity = "1")
  private String environment = "";

  AskCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  /** The page that answers, below the environment's. */
  abstract String page();

  /** Prints the answer; what it returns is the exit code. */
  abstract int print(Value.Tree answer, PrintWriter out);

  @Override
  public final Integer call() throws InterruptedException {
    var key =
        EnvironmentKey.parse(environment)
            .orElseThrow(() ->
                new CommandLine.ParameterException(
                    spec.commandLine(), "expected <appId>/<environmentId>, each " + AppId.PATTERN));
    PrintWriter out = spec.commandLine().getOut();
    try {
      var service = new RunningService(variables);
      int code = print(service.get("/v1/environments/" + key + "/" + page()), out);
      out.flush();
      return code;
    } catch (CannotAnswerException no) {
      spec.commandLine().getErr().println(no.getMessage());
      return ExitCode.FAILED;
    }
  }
}
