package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Value;
import java.io.PrintWriter;

/** A desired state that was reached, on the screen. */
final class GenerationLines {

  private final Value.Tree entry;

  GenerationLines(Value.Tree entry) {
    this.entry = entry;
  }

  /** Its generation. */
  long generation() {
    return entry.whole("generation").orElse(0L);
  }

  /** What to write into the Environment record's spec to come back to it. */
  Value.Tree spec() {
    return entry.tree("spec");
  }

  /** Whether something was too long to be kept. */
  boolean lacksSomething() {
    return !leftOut().fields().isEmpty();
  }

  /** What was too long to be kept, by field: how long it was, and its digest. */
  Value.Tree leftOut() {
    return entry.tree("leftOut");
  }

  void print(PrintWriter out) {
    line(
        out,
        "generation %d  reached %s%s"
            .formatted(
                generation(),
                entry.text("at").orElse("?"),
                entry.isTrue("serves") ? "  serves" : ""));
    line(
        out,
        "  image   "
            + spec().text("image").orElse("?")
            + entry.text("tag").map(it -> "  (asked for as :" + it + ")").orElse(""));
    spec().text("commit").ifPresent(it -> line(out, "  commit  " + it));
    spec()
        .tree("config")
        .fields()
        .keySet()
        .forEach(name ->
            line(out, "  config  " + name + "=" + spec().tree("config").text(name).orElse("?")));
    spec()
        .tree("secrets")
        .fields()
        .keySet()
        .forEach(name -> line(out, "  secret  " + name + "  " + secret(name)));
    leftOut().fields().keySet().forEach(name -> line(out, "  " + missing(name)));
  }

  private String secret(String name) {
    Value.Tree reference = spec().tree("secrets").tree(name);
    return "%s version %s, key %s"
        .formatted(
            reference.text("ref").orElse("?"),
            reference.text("version").orElse("?"),
            reference.text("key").orElse("?"));
  }

  /** In words, why a field cannot be put back. */
  String missing(String field) {
    Value.Tree brief = leftOut().tree(field);
    return "%s is not kept: it was too long, %d bytes with digest %s"
        .formatted(field, brief.whole("bytes").orElse(0L), brief.text("digest").orElse("?"));
  }

  /** The command that prints what to put back. */
  static String command(Value.Tree answer) {
    return "bin/runtime history %s/%s --generation <n> --spec"
        .formatted(
            answer.text("appId").orElse("<appId>"),
            answer.text("environmentId").orElse("<environmentId>"));
  }

  private static void line(PrintWriter out, String text) {
    out.println(ScreenLine.of(text));
  }

  /** The fields to put back, in one line that says the same as JSON and nothing to a terminal. */
  String json() {
    return ScreenLine.json(spec());
  }
}
