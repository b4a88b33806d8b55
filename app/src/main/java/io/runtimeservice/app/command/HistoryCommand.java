package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Value;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "history",
    description = {
      "Prints the generations that an environment has reached, each with image, config",
      "and secret versions, and the last operations on it, with reasons; newest first."
    })
final class HistoryCommand extends EnvironmentCommand {

  @Option(names = "--generation", paramLabel = "<n>", description = "This generation alone.")
  private Optional<Long> generation = Optional.empty();

  @Option(
      names = "--spec",
      description = {
        "With --generation: the fields of spec, as JSON, that bring it back when the",
        "Environment Manager writes them."
      })
  private boolean spec;

  HistoryCommand(Map<String, String> variables) {
    super(variables);
  }

  @Override
  String page() {
    return "history";
  }

  @Override
  void check() {
    if (spec && generation.isEmpty()) {
      throw new CommandLine.ParameterException(
          commandLine(), "--spec: expected --generation as well");
    }
  }

  @Override
  int print(Value.Tree answer, PrintWriter out) throws CannotAnswerException {
    var generations = generations(answer);
    if (generation.isEmpty()) {
      print(generations, answer, out);
      return ExitCode.DONE;
    }
    var one = find(generations, generation.orElseThrow());
    if (spec) {
      printSpec(one, out);
    } else {
      one.print(out);
    }
    return ExitCode.DONE;
  }

  private static List<GenerationLines> generations(Value.Tree answer) {
    return answer.items("generations").stream()
        .filter(Value.Tree.class::isInstance)
        .map(Value.Tree.class::cast)
        .map(GenerationLines::new)
        .toList();
  }

  /** Of several with one number, the one that was reached last. */
  private static GenerationLines find(List<GenerationLines> generations, long wanted)
      throws CannotAnswerException {
    return generations.stream()
        .filter(it -> it.generation() == wanted)
        .findFirst()
        .orElseThrow(() ->
            new CannotAnswerException(
                "generation %d is not in its history, which has %s"
                    .formatted(
                        wanted,
                        generations.isEmpty()
                            ? "none"
                            : generations.stream()
                                .map(it -> Long.toString(it.generation()))
                                .distinct()
                                .collect(Collectors.joining(", ")))));
  }

  /** Half of what there was would be taken for the whole. */
  private static void printSpec(GenerationLines one, PrintWriter out) throws CannotAnswerException {
    if (one.lacksSomething()) {
      throw new CannotAnswerException(
          one.leftOut().fields().keySet().stream()
              .map(one::missing)
              .collect(Collectors.joining("; ")));
    }
    out.println(one.json());
  }

  private static void print(List<GenerationLines> generations, Value.Tree answer, PrintWriter out) {
    generations.forEach(it -> it.print(out));
    if (!generations.isEmpty()) {
      out.printf("what brings one back: %s%n%n", ScreenLine.of(GenerationLines.command(answer)));
    }
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
