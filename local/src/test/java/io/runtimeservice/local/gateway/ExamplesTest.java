package io.runtimeservice.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.gateway.ExampleRequests.Gateways;
import io.runtimeservice.local.gateway.Wire.Answer;
import io.runtimeservice.local.gateway.definition.ApiExamples;
import io.runtimeservice.local.gateway.definition.ApiExamples.Example;
import io.runtimeservice.local.gateway.definition.Stage;
import io.runtimeservice.local.gateway.mapping.Dialect;
import io.runtimeservice.local.parts.GatewayPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Every answer that {@code openapi.yaml} shows is given to somebody: a request leads to it, word
 * for word, and to one message or none.
 */
class ExamplesTest {

  private static GatewayWorld world;
  private static Gateways gateways;

  @BeforeAll
  static void start() throws Exception {
    world = new GatewayWorld();
    var nobody =
        URI.create("http://localhost:%d/000000000000/marks".formatted(Port.free(0, "--port")));
    var full =
        new GatewayVerticle.Api(
            GatewayPart.definition(world.queue(), Dialect.VELOCITY_1),
            new Stage(GatewayPart.stage().variables(), new Stage.Throttle(1, 0)));
    gateways =
        new Gateways(
            world.gateway(),
            GatewayPart.start(GatewayWorld.ports(), world.queue().resolve("no-queue")),
            GatewayPart.start(GatewayWorld.ports(), nobody),
            GatewayPart.start(GatewayWorld.ports(), world.queue(), full));
  }

  @AfterAll
  static void end() throws Exception {
    for (var gateway : List.of(gateways.refused(), gateways.alone(), gateways.busy())) {
      gateway.close();
    }
    world.close();
  }

  @Test
  void every_example_is_what_somebody_gets() throws Exception {
    var examples = ApiExamples.read().all();
    var ways = new ExampleRequests(gateways).all();
    assertThat(ways.keySet())
        .isEqualTo(examples.stream().map(Example::key).collect(Collectors.toSet()));
    int messages = 0;
    int headers = 0;
    for (Example example : examples) {
      var answer = Objects.requireNonNull(ways.get(example.key())).go();

      assertThat(answer.status()).as(example.key() + " " + answer).isEqualTo(example.status());
      assertThat(answer.header("Content-Type")).as(example.key()).isEqualTo(example.mediaType());
      assertThat(example.headers()).as(example.key()).allMatch(answer.headers()::containsKey);
      headers += example.headers().size();
      assertThat(body(answer)).as(example.key()).isEqualTo(body(example, answer));
      var taken = world.taken();
      messages += taken.size();
      assertThat(taken.stream().map(ExamplesTest::said).toList())
          .as(example.key())
          .isEqualTo(example.status() == 202 ? List.of(expected(example)) : List.of());
    }
    System.out.printf(
        "gateway examples: %d, each answered as shown, with the %d headers that are declared;"
            + " messages: %d%n",
        examples.size(), headers, messages);
  }

  private static Value.Tree body(Answer answer) throws Json.MalformedJsonException {
    return (Value.Tree) Json.read(answer.body());
  }

  /** The request's id is a new one each time, and the same as in the header. */
  private static Value.Tree body(Example example, Answer answer) {
    return example.body().with("requestId", new Value.Text(answer.header("x-amz-apigw-id")));
  }

  /** What a message says, with its attributes and its group. */
  private static Map<String, String> said(Message message) {
    var said = new HashMap<String, String>();
    message.messageAttributes().forEach((name, value) -> said.put(name, value.stringValue()));
    said.put("body", message.body());
    said.put(
        "group",
        message.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, ""));
    return said;
  }

  /** Claims as the JSON text that they come as. */
  private static Map<String, String> expected(Example example) {
    var expected =
        new HashMap<>(
            Map.of(
                "body", "{\"v\":1,\"appId\":\"checkout\",\"environmentId\":\"pr-128\"}",
                "group", "checkout",
                "source", "manager"));
    if (example.operation().equals("reconcileFromGitHub")) {
      expected.putAll(
          Map.of(
              "source", "github",
              "callerRepositoryId", "\"1001\"",
              "callerOwnerId", "\"42\"",
              "callerEvent", "\"push\"",
              "callerRef", "\"refs/heads/main\"",
              "callerRunId", "\"1\""));
    }
    return expected;
  }
}
