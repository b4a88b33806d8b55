package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** A command that asks the running service about one environment. */
abstract sealed class EnvironmentCommand extends AskCommand
    permits PlanCommand, ExplainCommand, HistoryCommand {

  @Parameters(
      paramLabel = "<appId>/<environmentId>",
      description = "Which environment.",
      arity = "1")
  private String environment = "";

  EnvironmentCommand(Map<String, String> variables) {
    super(variables);
  }

  /** The page that answers, below the environment's. */
  abstract String page();

  @Override
  final String path() {
    var key =
        EnvironmentKey.parse(environment)
            .orElseThrow(() ->
                new CommandLine.ParameterException(
                    commandLine(), "expected <appId>/<environmentId>, each " + AppId.PATTERN));
    return "/v1/environments/" + key + "/" + page();
  }

  @Override
  final boolean isPage(Value.Tree answer) {
    return answer.text("appId").isPresent();
  }
}
