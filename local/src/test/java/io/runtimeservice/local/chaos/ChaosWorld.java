package io.runtimeservice.local.chaos;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.local.QueueMarks;
import io.runtimeservice.local.ServeProcess;
import io.runtimeservice.local.door.Manager;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.SqsPart;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.http.FlyVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * DynamoDB Local, ElasticMQ and a simulated Fly, which replicas reach by way of proxies; and an
 * Environment Manager, who has a way of its own.
 */
final class ChaosWorld implements AutoCloseable {

  static final String APP = "checkout";

  /**
   * The shortest sweep that there is, so that what no mark brings is found soon; and no more passes
   * at once than a small machine has room for.
   */
  private static final Map<String, String> SETTINGS =
      Map.of("RUNTIME_SWEEP_INTERVAL", "10s", "RUNTIME_CONCURRENCY", "16");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** In a short run the marks of those who have ended come back within it. */
  private static final int HIDDEN_SECONDS_MAX = 10;

  private final Deque<Ending> opened = new ArrayDeque<>();
  private final Vertx vertx;
  private final SqsPart queue;
  private final FlyPart fly;
  private final FaultProxy tableProxy;
  private final FaultProxy queueProxy;
  private final AwsClients aws;
  private final Manager manager;
  private final Path secrets;
  private final Doubles doubles = new Doubles();

  private ChaosWorld() throws Exception {
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    opened.push(() -> Answers.of(vertx.close()));
    var table = DynamoDbPart.start(Port.free(0, "--port"));
    opened.push(table::close);
    queue = SqsPart.start(Port.free(0, "--port"));
    opened.push(queue::close);
    fly = FlyPart.start(new FlyVerticle.Ports(0, 0));
    opened.push(fly::close);
    tableProxy = proxy(table.endpoint());
    queueProxy = proxy(queue.endpoint());
    if (!Size.chosen().whole()) {
      queueProxy.hideNoLongerThan(HIDDEN_SECONDS_MAX);
    }
    aws = patient(Map.of(AwsService.DYNAMODB, table.endpoint(), AwsService.SQS, queue.endpoint()));
    opened.push(aws::close);
    manager = new Manager(vertx, QueueMarks.ways(vertx, aws, queue.queue()));
    secrets = writtenSecrets();
    inFly(world -> {
      world.door().trouble(visit -> doubles.look(world, visit));
      return world;
    });
  }

  /** Starts everything but the service, with an app that has no environment yet. */
  static ChaosWorld start() throws Exception {
    var world = new ChaosWorld();
    Answers.of(world.manager.putApp(APP, ChaosRecords.app(APP)));
    return world;
  }

  /** The Environment Manager, and whoever looks, can wait longer than the service. */
  private static AwsClients patient(Map<AwsService, URI> endpoints) {
    var credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    return new AwsClients(
        credentials,
        (service, builder) ->
            builder
                .region(Region.of(Aws.REGION))
                .endpointOverride(endpoints.get(service))
                .overrideConfiguration(
                    it -> it.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(PATIENCE)));
  }

  /** How something that was started is ended. */
  @FunctionalInterface
  private interface Ending {
    void end() throws TimeoutException;
  }

  private FaultProxy proxy(URI target) {
    var proxy = new FaultProxy(vertx, target);
    opened.push(proxy::close);
    return proxy;
  }

  private static Path writtenSecrets() throws IOException {
    Path directory = Files.createTempDirectory("secrets");
    Path bundle = Files.createDirectories(directory.resolve(APP).resolve("database"));
    Files.writeString(
        bundle.resolve("1"), Json.write(Values.tree().put("url", "postgres://one").build()));
    return directory;
  }

  /** Starts a replica, which reaches Fly by a proxy of its own. */
  Replica launch(String name, Duration lease) throws IOException {
    var way = proxy(fly.endpoint());
    var replica = new Replica(name, way, () -> process(way, lease));
    opened.push(replica::close);
    return replica;
  }

  private ServeProcess process(FaultProxy way, Duration lease) throws IOException {
    URI marks = queueProxy.uri().resolve(queue.queue().getPath());
    var seen =
        new ServeProcess.World(tableProxy.uri(), queueProxy.uri(), marks, way.uri(), secrets);
    return ServeProcess.launch(seen, lease, SETTINGS);
  }

  /** From now on so many of a thousand requests to table and queue suffer something. */
  void trouble(long seed, int perThousand) {
    tableProxy.trouble(new FaultDraw(seed, perThousand));
    queueProxy.trouble(new FaultDraw(seed + 1, perThousand));
  }

  /** Table and queue are all right from now on. */
  void heal() {
    tableProxy.heal();
    queueProxy.heal();
  }

  /** How many requests suffered something so far. */
  long faults() {
    return tableProxy.faults() + queueProxy.faults();
  }

  Manager manager() {
    return manager;
  }

  /** What was ever there twice. */
  Doubles doubles() {
    return doubles;
  }

  Truth truth() {
    return new Truth(this, new TableItems(aws.dynamoDb()), new Marks(aws.sqs(), queue.queue()));
  }

  Rights rights() {
    return new Rights(new TableItems(aws.dynamoDb()));
  }

  <T> T inFly(Function<FlyWorld, T> deed) {
    return Answers.of(fly.fly().inWorld(deed));
  }

  /** How often Fly has done so, not counting refusals. */
  long done(String action) {
    return inFly(world ->
        world.ledger().all().stream()
            .filter(entry -> entry.action().equals(action) && entry.refused().isEmpty())
            .count());
  }

  /** A fresh environment, with a mark. */
  EnvironmentKey preview(String id) {
    var key = EnvironmentKey.of(APP, id);
    Answers.of(manager.putEnvironment(key, ChaosRecords.preview(id, image(id, 0))));
    return key;
  }

  static String image(String id, int version) {
    return "registry.fly.io/" + id + ":v" + version;
  }

  @Override
  public void close() throws TimeoutException {
    while (!opened.isEmpty()) {
      opened.pop().end();
    }
  }
}
