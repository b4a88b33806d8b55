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

  /** What a guide says of it, from one comment to the next. */
  static Script of(Web web, String guide, String what) {
    var all = guide.lines().map(String::strip).toList();
    int begin = all.indexOf(BREAK + what);
    if (begin < 0) {
      throw new AssertionError("the guide does not say how to try: " + what + "\n" + guide);
    }
    int mend = begin + all.subList(begin, all.size()).indexOf(MEND);
    int end = mend + 1;
    while (end < all.size() && REQUEST.matcher(all.get(end)).matches()) {
      end++;
    }
    return new Script(web, all.subList(begin, end));
  }

  /** Makes it go wrong. */
  void breakIt() throws Exception {
    request(lines.subList(1, lines.indexOf(WHY)));
  }

  /** Puts it right. */
  void mendIt() throws Exception {
    request(lines.subList(lines.indexOf(MEND) + 1, lines.size()));
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
    return lines.stream()
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
