package io.runtimeservice.local;

import io.runtimeservice.app.command.RuntimeCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that somebody pastes into a terminal: what a guide says of one thing that goes wrong. */
final class Script {

  private static final String BREAK = "# break: ";
  private static final String WHY = "# why";
  private static final String MEND = "# mend";
  private static final String BACK = "# back as it was";
  private static final Pattern REQUEST =
      Pattern.compile("curl -X (?<method>[A-Z]+)(?: -d '(?<body>[^']*)')? (?<to>http://[^ ]+)");
  private static final Pattern EXPLAIN =
      Pattern.compile("RUNTIME_URL=(?<url>http://[^ ]+) bin/runtime explain (?<key>[^ ]+)");
  private static final Pattern VISIT =
      Pattern.compile("curl -H 'Host: (?<host>[^']+)' http://localhost:(?<port>[0-9]+)/");

  private final Web web;
  private final List<String> lines;

  private Script(Web web, List<String> lines) {
    this.web = web;
    this.lines = lines;
  }

  /** What a guide says of it, from one thing that goes wrong to the next. */
  static Script of(Web web, String guide, String what) {
    var all = guide.lines().map(String::strip).toList();
    int begin = all.indexOf(BREAK + what);
    if (begin < 0) {
      throw new AssertionError("the guide does not say how to try: " + what + "\n" + guide);
    }
    var rest = all.subList(begin + 1, all.size());
    int end = 0;
    while (end < rest.size() && !rest.get(end).startsWith(BREAK) && isOfAStep(rest.get(end))) {
      end++;
    }
    return new Script(web, all.subList(begin, begin + 1 + end));
  }

  private static boolean isOfAStep(String line) {
    return line.isEmpty()
        || line.startsWith("# ")
        || line.startsWith("curl ")
        || line.startsWith("RUNTIME_URL=");
  }

  /** Makes it go wrong. */
  void breakIt() throws Exception {
    request(step(BREAK));
  }

  /** Puts it right. */
  void mendIt() throws Exception {
    request(step(MEND));
  }

  /** Gives back what was changed of the environment; nothing if the mend has. */
  void restoreIt() throws Exception {
    request(step(BACK));
  }

  /** The commands of a step; none if there is no such step. Each step ends with an empty line. */
  private List<String> step(String name) {
    return lines.stream()
        .dropWhile(it -> !it.startsWith(name))
        .skip(1)
        .takeWhile(it -> !it.isEmpty())
        .toList();
  }

  private void request(List<String> commands) throws Exception {
    for (String command : commands) {
      Matcher request = REQUEST.matcher(command);
      if (!request.matches()) {
        throw new AssertionError("no request: " + command);
      }
      String body = request.group("body");
      var to = URI.create(request.group("to"));
      var answer = web.send(request.group("method"), to, to.getRawPath(), body == null ? "" : body);
      if (answer.statusCode() >= 300) {
        throw new AssertionError(command + "\n" + answer.statusCode() + " " + answer.body());
      }
    }
  }

  /** The environment that is explained. */
  String key() {
    return only(EXPLAIN).group("key");
  }

  /** What is explained. */
  String why() {
    Matcher explain = only(EXPLAIN);
    var out = new StringWriter();
    RuntimeCommand.line(Map.of("RUNTIME_URL", explain.group("url")))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .execute("explain", explain.group("key"));
    return out.toString();
  }

  /** The image that answers those who visit. */
  String image() throws Exception {
    Matcher visit = only(VISIT);
    return web.app(Integer.parseInt(visit.group("port")), "https://" + visit.group("host"))
        .flatMap(it -> it.text("image"))
        .orElse("nothing answers");
  }

  private Matcher only(Pattern pattern) {
    return step(WHY).stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + pattern + " in " + lines));
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
