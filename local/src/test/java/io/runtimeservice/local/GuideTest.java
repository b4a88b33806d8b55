package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.RuntimeCommand;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.Port;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What {@code make run} says can be tried, tried. */
@Isolated("it sets properties of the whole process")
class GuideTest {

  /** The SDK reads properties as it does variables, which a test cannot set. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "AWS_ENDPOINT_URL_DYNAMODB", "aws.endpointUrlDynamoDb",
          "AWS_REGION", "aws.region",
          "AWS_ACCESS_KEY_ID", "aws.accessKeyId",
          "AWS_SECRET_ACCESS_KEY", "aws.secretAccessKey");

  @AfterEach
  void unset() {
    PROPERTIES.values().forEach(System::clearProperty);
  }

  private static String guide(DynamoDbPart part) {
    var screen = new ByteArrayOutputStream();
    var out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    new Guide(
            out,
            new Stack.Ports(8080, 8081, 8082, 8083, 8084),
            new Guide.Places(part.endpoint(), URI.create("http://localhost:4")),
            "x.log")
        .print(List.of());
    return screen.toString(StandardCharsets.UTF_8);
  }

  /** What its {@code export} lines set. */
  private static Map<String, String> exports(String guide) {
    var variables = new HashMap<String, String>();
    guide
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("export "))
        .flatMap(line -> List.of(line.substring("export ".length()).split(" ")).stream())
        .map(word -> word.split("=", 2))
        .forEach(pair -> variables.put(pair[0], pair[1]));
    return variables;
  }

  private static String type(Map<String, String> variables, String... words) {
    var out = new StringWriter();
    int code =
        RuntimeCommand.line(variables)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(words);
    assertThat(code).as(out.toString()).isZero();
    return out.toString();
  }

  @Test
  void what_it_exports_leads_the_brake_and_the_switches_to_the_table() throws Exception {
    try (var part = DynamoDbPart.start(Port.free(0, "--port"))) {
      var variables = exports(guide(part));
      PROPERTIES.forEach(
          (variable, property) -> System.setProperty(property, variables.get(variable)));

      assertThat(type(variables, "brake")).contains("the brake is not tripped", "nothing waits");
      type(variables, "switch", "pauseAll", "on");
      type(variables, "switch", "pause", "checkout/pr-1");
      assertThat(type(variables, "switch"))
          .contains("pauseAll: on\n", "paused environments: 1\n  checkout/pr-1\n");
      type(variables, "switch", "resume", "checkout/pr-1");
      assertThat(type(variables, "switch"))
          .contains("pauseAll: on\n", "paused environments: none\n", "last changed by ");
    }
  }
}
