package io.runtimeservice.app.command;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code bin/runtime}: one verb for each thing that a person does with the service. */
@Command(
    name = "runtime",
    description = "Keeps every environment of every app on Fly.io as it was asked for.",
    footer = {
      "",
      "plan, explain, history, drift and orphans ask a running service at",
      "RUNTIME_URL, by default http://localhost:8080. brake and switch read and write",
      "the table RUNTIME_TABLE, with AWS' own variables, whether a service runs or not.",
      "doctor, with the service's settings, says whether all that it needs is there.",
      "To try it out, bin/runtime local runs all that it needs on one machine.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 (plan, brake release) there is",
      "something to do."
    })
public final class RuntimeCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Says how it is used.")
  @SuppressWarnings("UnusedVariable") // picocli sees to it
  private boolean help;

  private RuntimeCommand() {}

  /** The command line, for a process with these environment variables. */
  public static CommandLine line(Map<String, String> variables) {
    return line(variables, Operator.onThisMachine());
  }

  static CommandLine line(Map<String, String> variables, Operator operator) {
    return new CommandLine(new RuntimeCommand())
        .addSubcommand(new ServeCommand(variables))
        .addSubcommand(new DoctorCommand(variables))
        .addSubcommand(new PlanCommand(variables))
        .addSubcommand(new ExplainCommand(variables))
        .addSubcommand(new HistoryCommand(variables))
        .addSubcommand(new DriftCommand(variables))
        .addSubcommand(new OrphansCommand(variables))
        .addSubcommand(
            new CommandLine(new BrakeCommand(variables, operator))
                .addSubcommand(new BrakeReleaseCommand(variables, operator)))
        .addSubcommand(new SwitchCommand(variables, operator));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "expected a command");
  }
}
