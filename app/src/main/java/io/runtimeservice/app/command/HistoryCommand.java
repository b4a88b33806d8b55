package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Value;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "history",
    description = "Prints the last operations on an environment, newest first, with reasons.")
final class HistoryCommand extends EnvironmentCommand {

  HistoryCommand(Map<String, String> variables) {
    super(variables);
  }

  @Override
  String page() {
    return "history";
  }

  @Override
  int print(Value.Tree answer, PrintWriter out) {
    for (Value item : answer.items("history")) {
      if (item instanceof Value.Tree entry) {
        out.printf(
            "%s  generation %d  (%s)%s%n",
            entry.text("at").orElse("?"),
            entry.whole("generation").orElse(0L),
            entry.text("trigger").orElse("?"),
            supersedes(entry));
        entry.items("operations").forEach(it -> print(it, out));
      }
    }
    return ExitCode.DONE;
  }

  private static String supersedes(Value.Tree entry) {
    return entry
        .tree("supersedes")
        .whole("generation")
        .map(former -> ", supersedes generation " + former + ", which was begun and not reached")
        .orElse("");
  }

  private static void print(Value operation, PrintWriter out) {
    if (operation instanceof Value.Tree tree) {
      out.printf(
          "  %s%n      because %s; %s after %d ms%s%n",
          tree.text("operation").orElse("?"),
          tree.text("reason").orElse("?"),
          tree.text("outcome").orElse("?"),
          tree.whole("milliseconds").orElse(0L),
          tree.text("flyRequestId").map(it -> ", Fly's request " + it).orElse(""));
    }
  }
}
