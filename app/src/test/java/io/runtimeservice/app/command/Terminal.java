package io.runtimeservice.app.command;

import io.runtimeservice.app.fixture.SmallService;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/** A person's terminal: commands are typed, and what they print is read. */
final class Terminal {

  private final Map<String, String> variables;
  private final Operator operator;

  /** What came of a command: its exit code, and what stands on the screen. */
  record Outcome(int code, String out, String err) {}

  Terminal(Map<String, String> variables) {
    this(variables, Operator.onThisMachine());
  }

  Terminal(Map<String, String> variables, Operator operator) {
    this.variables = new HashMap<>(variables);
    this.operator = operator;
  }

  /** One from which a service can be reached. */
  static Terminal of(SmallService service) {
    return new Terminal(Map.of("RUNTIME_URL", service.url()));
  }

  Outcome type(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line =
        RuntimeCommand.line(variables, operator)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int code = line.execute(words);
    line.getErr().flush();
    return new Outcome(code, out.toString(), err.toString());
  }
}
