package io.runtimeservice.app.command;

import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.failure.FailureException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that an operator gives through the shared table. */
abstract sealed class TableCommand implements Callable<Integer>
    permits BrakeCommand, BrakeReleaseCommand, SwitchCommand {

  private final Map<String, String> variables;
  private final Operator operator;

  @Spec private CommandSpec spec = CommandSpec.create();

  TableCommand(Map<String, String> variables, Operator operator) {
    this.variables = variables;
    this.operator = operator;
  }

  /** What is to be done with the table. */
  @FunctionalInterface
  interface Task {
    /** What it returns is the exit code. */
    int run(OperatorTable table, PrintWriter out) throws CannotAnswerException;
  }

  /** What was asked for; wrong usage is thrown, before the table is opened. */
  abstract Task task();

  final CommandLine commandLine() {
    return spec.commandLine();
  }

  final Operator operator() {
    return operator;
  }

  @Override
  public final Integer call() {
    Task task = task();
    return switch (Settings.readTable(variables)) {
      case Reading.Refused<String>(List<Refusal> refusals) -> refuse(refusals);
      case Reading.Read<String>(String name) -> run(task, name);
    };
  }

  private int refuse(List<Refusal> refusals) {
    PrintWriter err = commandLine().getErr();
    err.println("the settings are not right:");
    refusals.forEach(refusal -> err.println("  " + refusal));
    return ExitCode.WRONG_USAGE;
  }

  private int run(Task task, String name) {
    PrintWriter out = commandLine().getOut();
    PrintWriter err = commandLine().getErr();
    try (var table = operator.tables().open(name)) {
      return task.run(table, out);
    } catch (CannotAnswerException no) {
      err.println(no.getMessage());
      return ExitCode.FAILED;
    } catch (FailureException failed) {
      err.println(OperatorTable.words(failed));
      return ExitCode.FAILED;
    } finally {
      out.flush();
    }
  }
}
