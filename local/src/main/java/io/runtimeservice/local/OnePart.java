package io.runtimeservice.local;

import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.local.LocalCommand.Ending;
import io.runtimeservice.local.LocalCommand.Part;
import io.runtimeservice.local.door.FrontDoor;
import io.runtimeservice.local.door.Manager;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.SqsPart;
import io.runtimeservice.simulator.http.FlyVerticle;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One embedded part alone, with what a service has to be told to find it. */
final class OnePart {

  private static final long PATIENCE_SECONDS = 30;

  private final PrintStream out;
  private final Ending ending;
  private final int webPort;

  OnePart(PrintStream out, Ending ending, int webPort) {
    this.out = out;
    this.ending = ending;
    this.webPort = webPort;
  }

  int run(Part part, int port) throws Exception {
    int free = Port.free(port, "--port");
    return switch (part) {
      case DYNAMODB -> dynamoDb(free);
      case SQS -> sqs(free);
      case FLY -> fly(free);
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
    int web = Port.free(webPort, "--web-port");
    try (var part = FlyPart.start(new FlyVerticle.Ports(port, web))) {
      return told(
          "FLY_FLAPS_BASE_URL=" + part.endpoint(),
          "FLY_ORG=" + FlyPart.ORGANISATION,
          "# FLY_API_TOKEN_FILE: a file that holds " + FlyPart.TOKEN,
          "# apps answer by their Host header at http://localhost:" + part.webPort());
    }
  }

  /** It finds table and queue as the service does, and writes the samples. */
  private int door(int port, Map<String, String> variables) throws Exception {
    var endpoints = new HashMap<AwsService, URI>();
    endpoint(variables, "AWS_ENDPOINT_URL_DYNAMODB")
        .ifPresent(it -> endpoints.put(AwsService.DYNAMODB, it));
    endpoint(variables, "AWS_ENDPOINT_URL_SQS").ifPresent(it -> endpoints.put(AwsService.SQS, it));
    String queue = variables.getOrDefault("RUNTIME_QUEUE_URL", "");
    String table = variables.getOrDefault("RUNTIME_TABLE", "");
    if (queue.isEmpty() || table.isEmpty() || endpoints.size() < 2) {
      out.println(
          "expected RUNTIME_TABLE, RUNTIME_QUEUE_URL, AWS_ENDPOINT_URL_DYNAMODB and"
              + " AWS_ENDPOINT_URL_SQS, as --only dynamodb and --only sqs print them");
      return 2;
    }
    var vertx = Vertx.vertx();
    try (var aws = Aws.at(endpoints)) {
      var ways = new Manager.Ways(aws.dynamoDb(), table, aws.sqs(), queue);
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
