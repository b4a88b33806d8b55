package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.sweep.SweepReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
    name = "drift",
    description = {
      "Says what the last sweep found that differs from what is wanted.",
      "explain says of an environment what becomes of it."
    })
final class DriftCommand extends AskCommand {

  private static final Set<String> FIELDS = Set.of("last", "lastComplete");

  DriftCommand(Map<String, String> variables) {
    super(variables);
  }

  @Override
  String path() {
    return "/v1/drift";
  }

  @Override
  boolean isPage(Value.Tree answer) {
    return answer.fields().keySet().containsAll(FIELDS);
  }

  @Override
  int print(Value.Tree answer, PrintWriter out) {
    var last = answer.tree("last");
    if (last.text("at").isEmpty()) {
      out.println("no sweep has ended yet");
    } else {
      print(last, answer.tree("lastComplete"), out);
    }
    return ExitCode.DONE;
  }

  private static void print(Value.Tree last, Value.Tree lastComplete, PrintWriter out) {
    out.println("the last sweep ended at " + seen(last));
    last.text("doubt")
        .ifPresentOrElse(
            doubt ->
                out.println(
                    "it does not count: " + ScreenLine.of(doubt) + "\n" + before(lastComplete)),
            () -> out.println("it counts: it saw everything"));
    var differing = last.tree("differing");
    if (differing.fields().isEmpty()) {
      out.println("nothing differed");
    }
    for (String kind : differing.fields().keySet()) {
      out.println(ScreenLine.of(kind) + ": " + differing.whole(kind).orElse(0L));
    }
    found(last.items("found"), out);
  }

  private static String seen(Value.Tree report) {
    return "%s, and saw environments: %d, apps: %d, machines: %d"
        .formatted(
            report.text("at").orElse("?"),
            report.whole("environments").orElse(0L),
            report.whole("owned").orElse(0L),
            report.whole("machines").orElse(0L));
  }

  private static String before(Value.Tree lastComplete) {
    return lastComplete.text("at").isPresent()
        ? "the last one that counts ended at " + seen(lastComplete)
        : "no sweep has counted yet";
  }

  private static void found(List<Value> found, PrintWriter out) {
    for (Value item : found) {
      if (item instanceof Value.Tree it) {
        out.printf(
            "  %s: %s%n",
            ScreenLine.of(it.text("environment").orElse("?")),
            ScreenLine.of(it.text("what").orElse("?")));
      }
    }
    if (found.size() >= SweepReport.FOUND_MAX) {
      out.printf("  (no more than %d are named)%n", SweepReport.FOUND_MAX);
    }
  }
}
