package io.runtimeservice.local.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.EventLoops;
import io.runtimeservice.local.gateway.Wire.Answer;
import io.runtimeservice.local.gateway.definition.ApiDefinition;
import io.runtimeservice.local.gateway.definition.Stage.Throttle;
import io.runtimeservice.local.gateway.mapping.Dialect;
import io.runtimeservice.local.gateway.mapping.TemplateEngine;
import io.runtimeservice.local.parts.GatewayPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is too long, too much or too slow. */
class LimitsTest {

  /** Of a body of eight megabytes. */
  private static final int LONG_ITEMS = 4 << 20;

  private static GatewayWorld world;

  @BeforeAll
  static void start() throws Exception {
    world = new GatewayWorld();
  }

  @AfterAll
  static void end() throws Exception {
    world.close();
  }

  private static Answer send(byte[] bytes) throws Exception {
    return Wire.send(world.gateway().endpoint(), bytes);
  }

  private static String type(Answer answer) throws Exception {
    return ((Value.Tree) Json.read(answer.body()))
        .text("type")
        .orElse("")
        .replace("urn:runtime-service:problem:", "");
  }

  @Test
  void a_body_of_ten_megabytes_is_read_and_refused_for_what_it_says() throws Exception {
    var answer =
        send(
            Wire.request(
                "POST " + Callers.MANAGER,
                new byte[GatewayVerticle.PAYLOAD_BYTES_MAX],
                Callers.SIGNED));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(type(answer)).isEqualTo("body");
  }

  @Test
  void a_byte_more_is_too_much() throws Exception {
    var answer =
        send(
            Wire.request(
                "POST " + Callers.MANAGER,
                new byte[GatewayVerticle.PAYLOAD_BYTES_MAX + 1],
                Callers.SIGNED));

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void a_body_that_does_not_say_how_long_it_is_is_refused_once_it_is_too_long() throws Exception {
    var bytes = new ByteArrayOutputStream();
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nTransfer-Encoding: chunked\r\n\r\n"
            .formatted(Callers.MANAGER, Callers.SIGNED);
    bytes.writeBytes(head.getBytes(US_ASCII));
    byte[] megabyte = new byte[1 << 20];
    for (int i = 0; i < 11; i++) {
      bytes.writeBytes("100000\r\n".getBytes(US_ASCII));
      bytes.writeBytes(megabyte);
      bytes.writeBytes("\r\n".getBytes(US_ASCII));
    }

    assertThat(send(bytes.toByteArray()).status()).isEqualTo(413);
    assertThat(world.taken()).isEmpty();
  }

  @Test
  void headers_that_are_too_long_are_refused_with_a_problem() throws Exception {
    String header = "X-Long: " + "x".repeat(GatewayVerticle.HEAD_BYTES_MAX);
    var answer = send(Wire.request("POST " + Callers.MANAGER, new byte[0], Callers.SIGNED, header));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(type(answer)).isEqualTo("request");
  }

  @Test
  void what_is_no_http_is_refused_with_a_problem() throws Exception {
    var answer = send("HELO gateway\r\n\r\n".getBytes(US_ASCII));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(type(answer)).isEqualTo("request");
  }

  @Test
  void a_bucket_lets_in_its_burst_and_then_its_rate() {
    var time = new ManualTime();
    var bucket = new TokenBucket(new Throttle(2, 3), time);
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take()).isTrue();
    }
    assertThat(bucket.take()).isFalse();

    time.advance(Duration.ofMillis(499));
    assertThat(bucket.take()).isFalse();
    time.advance(Duration.ofMillis(1));
    assertThat(bucket.take()).isTrue();
    assertThat(bucket.take()).isFalse();

    time.advance(Duration.ofHours(1));
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take()).isTrue();
    }
    assertThat(bucket.take()).isFalse();
  }

  @Test
  void a_route_takes_what_the_stage_says_of_it() throws Exception {
    assertThat(GatewayPart.stage().throttle()).isEqualTo(new Throttle(500, 1000));
    assertThat(GatewayPart.stage().variables()).containsEntry("githubOwnerIds", "42");
  }

  /**
   * A queue that takes the request and says nothing; the deadline is a shorter one than AWS has.
   */
  @Test
  void a_queue_that_says_nothing_is_given_up() throws Exception {
    var vertx = Vertx.vertx();
    try {
      var silent =
          Answers.of(vertx.createHttpServer().requestHandler(_ -> {}).listen(0, "127.0.0.1"));
      var queue =
          URI.create("http://localhost:%d/000000000000/marks".formatted(silent.actualPort()));
      var api = new GatewayVerticle.Api(impatient(queue), GatewayPart.stage());
      try (var gateway = GatewayPart.start(GatewayWorld.ports(), queue, api)) {
        var answer = Callers.post(gateway, Callers.MANAGER, Callers.SIGNED);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(type(answer)).isEqualTo("queue-unavailable");
      }
    } finally {
      Answers.of(vertx.close());
    }
  }

  private static ApiDefinition impatient(URI queue) throws Exception {
    String file =
        Files.readString(Path.of(System.getProperty("project.root"), "gateway", "openapi.yaml"));
    assertThat(file).contains("timeoutInMillis: 5000");
    return ApiDefinition.read(
        file.replace("timeoutInMillis: 5000", "timeoutInMillis: 50"),
        GatewayPart.names(queue),
        new TemplateEngine(Dialect.VELOCITY_1));
  }

  @Test
  void a_queue_that_fails_is_not_there() throws Exception {
    var vertx = Vertx.vertx();
    try {
      var failing =
          Answers.of(
              vertx
                  .createHttpServer()
                  .requestHandler(it -> it.response().setStatusCode(500).end())
                  .listen(0, "127.0.0.1"));
      var queue =
          URI.create("http://localhost:%d/000000000000/marks".formatted(failing.actualPort()));
      try (var gateway = GatewayPart.start(GatewayWorld.ports(), queue)) {
        var answer = Callers.post(gateway, Callers.MANAGER, Callers.SIGNED);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(type(answer)).isEqualTo("queue-unavailable");
      }
    } finally {
      Answers.of(vertx.close());
    }
  }

  /** Nobody can be let in whose token cannot be verified, and nobody is told that it is wrong. */
  @Test
  void an_issuer_that_does_not_answer_is_no_fault_of_the_token() throws Exception {
    var vertx = Vertx.vertx();
    int port = Port.free(0, "--port");
    String nobody = "http://localhost:" + Port.free(0, "--port");
    var api =
        new GatewayVerticle.Api(
            GatewayPart.definition(world.queue(), Dialect.VELOCITY_1), GatewayPart.stage());
    var around =
        new GatewayVerticle.World(world.queue().resolve("/"), nobody, "local", new Random(1));
    try {
      Answers.of(vertx.deployVerticle(new GatewayVerticle(api, around, port)));
      var answer =
          Wire.send(
              URI.create("http://localhost:" + port),
              Wire.request(
                  "POST " + Callers.GITHUB,
                  new byte[0],
                  Callers.bearer(Callers.token(world.gateway()))));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(type(answer)).isEqualTo("keys-unavailable");
    } finally {
      Answers.of(vertx.close());
    }
  }

  /** The first time, classes are loaded and nothing is compiled yet: it is not counted. */
  @Test
  void nothing_holds_the_event_loop() throws Exception {
    var vertx = Vertx.vertx(EventLoops.options().setEventLoopPoolSize(1));
    int port = Port.free(0, "--port");
    var api =
        new GatewayVerticle.Api(
            GatewayPart.definition(world.queue(), Dialect.VELOCITY_1), GatewayPart.stage());
    var around =
        new GatewayVerticle.World(
            world.queue().resolve("/"), world.gateway().issuer().name(), "local", new Random(1));
    try {
      Answers.of(vertx.deployVerticle(new GatewayVerticle(api, around, port)));
      try (var loops = EventLoops.of(vertx)) {
        everything(port, 40);
        loops.heldSince();

        everything(port, 20);

        assertThat(loops.heldSince()).as("where the event loop was held").isEmpty();
      }
    } finally {
      Answers.of(vertx.close());
    }
  }

  private static void everything(int port, int times) throws Exception {
    var to = URI.create("http://localhost:" + port);
    String bearer = Callers.bearer(Callers.token(world.gateway()));
    for (int i = 0; i < times; i++) {
      assertThat(
              Wire.send(to, Wire.request("POST " + Callers.GITHUB, new byte[0], bearer)).status())
          .isEqualTo(202);
      Wire.send(to, Wire.request("POST " + Callers.MANAGER, new byte[0], Callers.SIGNED));
      Wire.send(to, Wire.request("POST " + Callers.MANAGER, new byte[0], "X-A: b"));
    }
    while (!world.taken().isEmpty()) {
      // until nothing is left for the next test
    }
    byte[] megabytes = ("{\"a\":[" + "1,".repeat(LONG_ITEMS) + "1]}").getBytes(US_ASCII);
    for (int i = 0; i < 5; i++) {
      assertThat(
              Wire.send(to, Wire.request("POST " + Callers.MANAGER, megabytes, Callers.SIGNED))
                  .status())
          .isEqualTo(400);
    }
  }
}
