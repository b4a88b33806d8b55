package io.runtimeservice.local;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.app.Service;
import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.local.door.FrontDoor;
import io.runtimeservice.local.door.GatewayMarks;
import io.runtimeservice.local.door.Manager;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.local.parts.GatewayPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.PrometheusPart;
import io.runtimeservice.local.parts.SqsPart;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.failure.FaultTrace;
import io.runtimeservice.simulator.http.FlyVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything in one process. What was started last is ended first. */
public final class Stack implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private static final int EVENT_LOOPS = 2;
  private static final Duration SCRAPED_EVERY = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(Stack.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final FlyPart fly;
  private final GatewayPart gateway;
  private final Manager manager;
  private final Vertx vertx;
  private final Ports ports;
  private final URI table;
  private final Map<String, String> settings;
  private final AwsClients aws;
  private final Settings serviceSettings;
  private int replicas;
  private String service;

  /**
   * Where it listens; 0 for any that is free.
   *
   * @param http the service's own port
   * @param door the front door's
   * @param web the edge's, where apps answer
   * @param gateway the gateway's
   * @param issuer where tokens are issued
   */
  public record Ports(int http, int door, int web, int gateway, int issuer) {

    /** Any that are free. */
    public static final Ports FREE = new Ports(0, 0, 0, 0, 0);
  }

  /**
   * What is other than usual.
   *
   * @param settings of the service, besides where the world is
   */
  record Means(Map<String, String> settings, Detours detours) {}

  private Stack(Ports wanted, VertxOptions options, String secret, Means means) throws Exception {
    this.settings = means.settings();
    this.ports =
        new Ports(
            Port.free(wanted.http(), "--http-port"),
            Port.free(wanted.door(), "--door-port"),
            Port.free(wanted.web(), "--web-port"),
            Port.free(wanted.gateway(), "--gateway-port"),
            Port.free(wanted.issuer(), "--issuer-port"));
    Path directory = directory(secret);
    var dynamoDb = opened(DynamoDbPart.start(Port.free(0, "--port")));
    this.table = dynamoDb.endpoint();
    var sqs = opened(SqsPart.start(Port.free(0, "--port")));
    this.gateway =
        opened(
            GatewayPart.start(
                new GatewayPart.Ports(ports.gateway(), ports.issuer()),
                means.detours().gateway().apply(sqs.queue())));
    this.fly = opened(FlyPart.start(new FlyVerticle.Ports(0, ports.web())));
    var endpoints =
        Map.of(AwsService.DYNAMODB, dynamoDb.endpoint(), AwsService.SQS, sqs.endpoint());
    var managers = opened(Aws.at(endpoints));
    this.aws = opened(Aws.at(means.detours().service().apply(endpoints)));
    this.vertx = Vertx.vertx(options.setEventLoopPoolSize(EVENT_LOOPS));
    opened(() -> vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    var ways =
        new Manager.Ways(
            managers.dynamoDb(), DynamoDbPart.TABLE, new GatewayMarks(vertx, gateway.endpoint()));
    this.manager = new Manager(vertx, ways);
    this.serviceSettings = settings(directory, sqs);
    this.service = serve();
    vertx
        .deployVerticle(new FrontDoor(it -> new Manager(it, ways), ports.door()))
        .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Starts everything; blocks until it answers.
   *
   * @param secret the value of the sample's only secret
   * @param settings of the service, besides where the world is
   */
  public static Stack start(
      Ports wanted, VertxOptions options, String secret, Map<String, String> settings)
      throws Exception {
    return start(wanted, options, secret, new Means(settings, Detours.NONE));
  }

  /** The same, with detours. */
  static Stack start(Ports wanted, VertxOptions options, String secret, Means means)
      throws Exception {
    return new Stack(wanted, options, secret, means);
  }

  /**
   * Starts Prometheus, with the shipped alerts, over the service.
   *
   * @param programs the directory that holds it
   * @return where it answers
   */
  URI watched(Path programs, int port) throws Exception {
    Path directory = Files.createTempDirectory("runtime-prometheus");
    opened(() -> remove(directory));
    var task = new PrometheusPart.Task(programs, service(), SCRAPED_EVERY, PrometheusPart.rules());
    int free = Port.free(port, "--prometheus-port");
    return opened(PrometheusPart.start(task, free, directory)).address();
  }

  /** Writes the samples, and marks them. */
  public void writeSamples() throws Exception {
    Samples.write(manager).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  public Ports ports() {
    return ports;
  }

  /** Where the service answers. */
  public URI service() {
    return URI.create("http://localhost:" + ports.http());
  }

  /** Where the table is. */
  public URI table() {
    return table;
  }

  /** Where the table and Fly's API are. */
  Guide.Places places() {
    return new Guide.Places(table, fly.endpoint());
  }

  /** What the service runs on. */
  Vertx vertx() {
    return vertx;
  }

  public FlyPart fly() {
    return fly;
  }

  public GatewayPart gateway() {
    return gateway;
  }

  public Manager manager() {
    return manager;
  }

  private <T extends AutoCloseable> T opened(T part) {
    started.push(part);
    return part;
  }

  /** A directory for the token and the secret, removed at the end. */
  private Path directory(String secret) throws IOException {
    Path directory = Files.createTempDirectory("runtime-local");
    opened(() -> remove(directory));
    Files.writeString(directory.resolve("fly-token"), FlyPart.TOKEN);
    Samples.writeSecrets(directory.resolve("secrets"), secret);
    return directory;
  }

  /** The settings as they would stand in the environment of {@code bin/runtime serve}. */
  private Settings settings(Path directory, SqsPart sqs) {
    var variables =
        new HashMap<>(
            Map.of(
                "RUNTIME_TABLE",
                DynamoDbPart.TABLE,
                "RUNTIME_QUEUE_URL",
                sqs.queue().toString(),
                "FLY_ORG",
                FlyPart.ORGANISATION,
                "FLY_API_TOKEN_FILE",
                directory.resolve("fly-token").toString(),
                "FLY_FLAPS_BASE_URL",
                fly.endpoint().toString(),
                "RUNTIME_SECRET_SOURCE",
                "file:" + directory.resolve("secrets"),
                "RUNTIME_INSTALLATION",
                "local",
                "RUNTIME_HTTP_PORT",
                Integer.toString(ports.http())));
    variables.putAll(settings);
    return switch (Settings.read(variables)) {
      case Reading.Read<Settings>(Settings settings) -> settings;
      case Reading.Refused<Settings>(var refusals) ->
          throw new IllegalStateException("the settings are not right: " + refusals);
    };
  }

  private String serve() throws Exception {
    return vertx
        .deployVerticle(new Service(serviceSettings, aws, "local-" + ++replicas))
        .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends the service alone, as SIGTERM does. */
  public void endService() throws Exception {
    vertx.undeploy(service).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Starts it again where it was, as a replica of another name. */
  public void startService() throws Exception {
    service = serve();
  }

  private static void remove(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        LOG.atWarn().addKeyValue("fault", FaultTrace.of(e)).log("a part did not end as it should");
      }
    }
  }
}
