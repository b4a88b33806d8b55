package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.sweep.Orphan;
import io.runtimeservice.model.sweep.SweepRecord;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "orphans",
    description = {
      "Lists the apps on Fly that no environment has any more.",
      "They are the service's own, and listed as the last sweep saw them."
    })
final class OrphansCommand extends AskCommand {

  OrphansCommand(Map<String, String> variables) {
    super(variables);
  }

  @Override
  String path() {
    return "/v1/orphans";
  }

  @Override
  boolean isPage(Value.Tree answer) {
    return answer.get("orphans").orElseGet(Value.Null::new) instanceof Value.Many;
  }

  @Override
  int print(Value.Tree answer, PrintWriter out) {
    var orphans = answer.items("orphans");
    String asOf =
        answer
            .text("sweptAt")
            .map(it -> "the last sweep that saw everything ended at " + it)
            .orElse("no sweep has seen everything yet");
    out.println(orphans.isEmpty() ? "no orphans; " + asOf : asOf);
    print(orphans, out);
    return ExitCode.DONE;
  }

  private static void print(List<Value> orphans, PrintWriter out) {
    for (Value item : orphans) {
      if (item instanceof Value.Tree it) {
        out.println(line(it));
      }
    }
    if (orphans.size() >= SweepRecord.ORPHANS_MAX) {
      out.printf("(no more than %d are kept)%n", SweepRecord.ORPHANS_MAX);
    }
  }

  private static String line(Value.Tree orphan) {
    String app = orphan.text("app").orElse("?");
    String next =
        orphan.isTrue("confirmed")
            ? ("If nobody needs it, delete it: fly apps destroy %s, or let the service do it with"
                    + " RUNTIME_ORPHANS=delete.")
                .formatted(app)
            : "It counts as an orphan if it is still nobody's %d minutes after that."
                .formatted(Orphan.SECOND_SIGHTING_AFTER.toMinutes());
    return ScreenLine.of(
        "%s  of %s, since %s. %s"
            .formatted(
                app,
                orphan.text("environment").orElse("an environment that is not known"),
                orphan.text("firstSeen").orElse("?"),
                next));
  }
}
