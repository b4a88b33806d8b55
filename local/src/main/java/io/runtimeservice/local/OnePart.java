package io.runtimeservice.local;

import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.local.LocalCommand.Ending;
import io.runtimeservice.local.LocalCommand.Part;
import io.runtimeservice.local.door.FrontDoor;
import io.runtimeservice.local.door.GatewayMarks;
import io.runtimeservice.local.door.Manager;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.local.parts.GatewayPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.SqsPart;
import io.runtimeservice.simulator.http.FlyVerticle;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One embedded part alone, with what a service has to be told to find it. */
final class OnePart {

  private static final long PATIENCE_SECONDS = 30;

  private final PrintStream out;
  private final Ending ending;
  private final Seconds seconds;

  /** The second ports of those parts that have two. */
  record Seconds(int web, int issuer) {}

  OnePart(PrintStream out, Ending ending, Seconds seconds) {
    this.out = out;
    this.ending = ending;
    this.seconds = seconds;
  }

  int run(Part part, int port) throws Exception {
    int free = Port.free(port, "--port");
    return switch (part) {
      case DYNAMODB -> dynamoDb(free);
      case SQS -> sqs(free);
      case FLY -> fly(free);
      case GATEWAY -> gateway(free, System.getenv());
      case DOOR -> door(free, System.getenv());
    };
  }

  private int dynamoDb(int port) throws Exception {
    try (var part = DynamoDbPart.start(port)) {
      return told(
          "AWS_ENDPOINT_URL_DYNAMODB=" + part.endpoint(), "RUNTIME_TABLE=" + DynamoDbPart.TABLE);
    }
  }

  private int sqs(int port) throws Exception {
    try (var part = SqsPart.start(port)) {
      return told("AWS_ENDPOINT_URL_SQS=" + part.endpoint(), "RUNTIME_QUEUE_URL=" + part.queue());
    }
  }

  private int fly(int port) throws Exception {
    int web = Port.free(seconds.web(), "--web-port");
    try (var part = FlyPart.start(new FlyVerticle.Ports(port, web))) {
      return told(
          "FLY_FLAPS_BASE_URL=" + part.endpoint(),
          "FLY_ORG=" + FlyPart.ORGANISATION,
          "# FLY_API_TOKEN_FILE: a file that holds " + FlyPart.TOKEN,
          "# apps answer by their Host header at http://localhost:" + part.webPort());
    }
  }

  /** It finds the queue as the service does. */
  private int gateway(int port, Map<String, String> variables) throws Exception {
    String queue = variables.getOrDefault("RUNTIME_QUEUE_URL", "");
    if (queue.isEmpty()) {
      return missing("RUNTIME_QUEUE_URL, as --only sqs prints it");
    }
    int issuer = Port.free(seconds.issuer(), "--issuer-port");
    try (var part = GatewayPart.start(new GatewayPart.Ports(port, issuer), URI.create(queue))) {
      return told(
          "GATEWAY_URL=" + part.endpoint(),
          "# a token, as GitHub's issuer makes them: curl -X POST "
              + part.issuer().name()
              + "/token");
    }
  }

  private int missing(String what) {
    out.println("expected " + what);
    return 2;
  }

  /** It finds the table as the service does, and writes the samples. */
  private int door(int port, Map<String, String> variables) throws Exception {
    var dynamoDb = endpoint(variables, "AWS_ENDPOINT_URL_DYNAMODB");
    var gateway = endpoint(variables, "GATEWAY_URL");
    String table = variables.getOrDefault("RUNTIME_TABLE", "");
    if (gateway.isEmpty() || table.isEmpty() || dynamoDb.isEmpty()) {
      return missing(
          "RUNTIME_TABLE, AWS_ENDPOINT_URL_DYNAMODB and GATEWAY_URL, as --only dynamodb and"
              + " --only gateway print them");
    }
    var vertx = Vertx.vertx();
    try (var aws = Aws.at(Map.of(AwsService.DYNAMODB, dynamoDb.get()))) {
      var ways = new Manager.Ways(aws.dynamoDb(), table, new GatewayMarks(vertx, gateway.get()));
      vertx
          .deployVerticle(new FrontDoor(it -> new Manager(it, ways), port))
          .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Samples.write(new Manager(vertx, ways)).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return told("# the front door is at http://localhost:" + port + ", the samples are written");
    } finally {
      vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static Optional<URI> endpoint(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).filter(it -> !it.isEmpty()).map(URI::create);
  }

  private int told(String... lines) throws InterruptedException {
    for (String line : lines) {
      out.println(line);
    }
    out.flush();
    ending.await();
    return 0;
  }
}
