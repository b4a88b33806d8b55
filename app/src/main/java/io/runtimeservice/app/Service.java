package io.runtimeservice.app;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.clock.DateHeaders;
import io.runtimeservice.adapters.dynamodb.DynamoDbControlStore;
import io.runtimeservice.adapters.dynamodb.DynamoDbEnvironmentStore;
import io.runtimeservice.adapters.dynamodb.DynamoDbHostClaims;
import io.runtimeservice.adapters.dynamodb.DynamoDbInventory;
import io.runtimeservice.adapters.dynamodb.DynamoDbRuntimeStore;
import io.runtimeservice.adapters.dynamodb.DynamoDbSweepStore;
import io.runtimeservice.adapters.dynamodb.DynamoDbTable;
import io.runtimeservice.adapters.fly.FlyHttpClient;
import io.runtimeservice.adapters.fly.FlyTokenFile;
import io.runtimeservice.adapters.metrics.PrometheusTelemetry;
import io.runtimeservice.adapters.secrets.DirectorySecretSource;
import io.runtimeservice.adapters.secrets.SecretsManagerSource;
import io.runtimeservice.adapters.sqs.SqsMarkQueue;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.app.http.Health;
import io.runtimeservice.app.http.StatusApi;
import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.app.settings.Settings.SecretStore;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.Engine;
import io.runtimeservice.reconciler.Options;
import io.runtimeservice.reconciler.control.BrakeRule;
import io.runtimeservice.reconciler.control.Switchboard;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service of one replica, on one event loop: the reconciler with the world that it is wired to,
 * and the HTTP server that shows it.
 */
public final class Service extends VerticleBase {

  static final Duration TABLE_RETRY = Duration.ofSeconds(2);
  static final Duration LAG_MEASURED_EVERY = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private final Settings settings;
  private final AwsClients aws;
  private final String replica;
  private final Promise<Integer> listening = Promise.promise();
  private final PrometheusTelemetry telemetry = new PrometheusTelemetry();
  private Optional<Running> running = Optional.empty();

  /**
   * A service.
   *
   * @param aws already made, for that blocks; closed by whoever made it
   * @param replica this replica's own name, never used before
   */
  public Service(Settings settings, AwsClients aws, String replica) {
    this.settings = settings;
    this.aws = aws;
    this.replica = replica;
  }

  /** What runs once it is started. */
  private record Running(
      Time time,
      FlyTokenFile token,
      FlyHttpClient fly,
      EnvironmentStore environments,
      Engine engine,
      Ready ready) {}

  /** Whether the table has been read. */
  private static final class Ready {
    private boolean tableRead;
  }

  /** The port that it answers on, once it does. */
  public Future<Integer> listening() {
    return listening.future();
  }

  @Override
  public Future<?> start() {
    var time = new VertxTime(vertx);
    var token =
        new FlyTokenFile(
            vertx.fileSystem(), settings.dependencies().flyTokenFile(), time, telemetry);
    return token.open().compose(_ -> start(time, token));
  }

  private Future<HttpServer> start(Time time, FlyTokenFile token) {
    var clocks = new DateHeaders(time);
    var fly =
        new FlyHttpClient(
            vertx,
            settings.dependencies().flyUrl(),
            token,
            new FlyHttpClient.Means(time, telemetry, clocks.of(Dependency.FLY)));
    var context = new OnContext(vertx);
    var table =
        new DynamoDbTable(
            settings.dependencies().table(),
            aws.dynamoDb(),
            new AwsCalls(AwsService.DYNAMODB, context, telemetry, clocks.of(Dependency.TABLE)));
    var environments = new DynamoDbEnvironmentStore(table, time);
    var runtimes = new DynamoDbRuntimeStore(table);
    var queue =
        new SqsMarkQueue(
            settings.dependencies().queueUrl().toString(),
            aws.sqs(),
            new AwsCalls(AwsService.SQS, context, telemetry));
    var world =
        new Engine.World(
            fly,
            environments,
            runtimes,
            new DynamoDbHostClaims(table),
            queue,
            secrets(context),
            new DynamoDbControlStore(table),
            new DynamoDbSweepStore(table),
            new DynamoDbInventory(table),
            time,
            clocks,
            telemetry);
    var engine = Engine.assemble(world, options(), RandomGenerator.getDefault());
    var ready = new Ready();
    var parts = new Running(time, token, fly, environments, engine, ready);
    running = Optional.of(parts);
    telemetry.set(Metric.BUILD_INFO, 1);
    measureLag(time);
    var health =
        new Health(engine.loop()::oldestPass, () -> ready.tableRead && !engine.loop().isDraining());
    return new StatusApi(
            vertx,
            new StatusApi.Parts(
                environments,
                runtimes,
                new DynamoDbControlStore(table),
                new DynamoDbSweepStore(table),
                engine,
                health,
                telemetry::scrape))
        .listen(settings.httpPort())
        .onSuccess(server -> {
          listening.complete(server.actualPort());
          LOG.atInfo()
              .addKeyValue("port", server.actualPort())
              .addKeyValue("replica", replica)
              .log("listening");
          takeUp(parts);
        });
  }

  /** Marks are taken as soon as the table can be read, and not before. */
  private void takeUp(Running parts) {
    parts
        .environments()
        .list(new Query(Optional.empty(), Optional.empty(), 1, Optional.empty()))
        .onSuccess(_ -> {
          parts.ready().tableRead = true;
          parts.engine().open();
          LOG.atInfo().log("ready");
        })
        .onFailure(thrown -> {
          LOG.atWarn()
              .addKeyValue("failure", thrown.getMessage())
              .log("the table cannot be read yet");
          parts.time().after(TABLE_RETRY, () -> takeUp(parts));
        });
  }

  /** Takes no more marks, starts no more stages, finishes what is under way, and gives back. */
  @Override
  public Future<?> stop() {
    return running.map(this::stop).orElseGet(Future::succeededFuture);
  }

  private Future<Void> stop(Running parts) {
    LOG.atInfo().log("stopping");
    return parts
        .engine()
        .close()
        .eventually(() -> {
          parts.token().close();
          return parts.fly().close();
        })
        .onSuccess(_ -> LOG.atInfo().log("stopped"));
  }

  private SecretSource secrets(OnContext context) {
    return switch (settings.dependencies().secretStore()) {
      case SecretStore.SecretsManager _ ->
          new SecretsManagerSource(
              aws.secretsManager(), new AwsCalls(AwsService.SECRETS_MANAGER, context, telemetry));
      case SecretStore.Directory(var root) -> new DirectorySecretSource(vertx, root);
    };
  }

  private Options options() {
    var pace = settings.pace();
    var sweeping = settings.sweeping();
    return new Options(
        new Options.Whose(settings.installation(), settings.dependencies().flyOrg(), replica),
        new Options.Pace(
            pace.leaseDuration(),
            pace.deleteGrace(),
            Switchboard.INTERVAL,
            pace.concurrency(),
            pace.flyRates()),
        new Options.Sweeping(
            sweeping.interval(),
            Options.Sweeping.FEED_INTERVAL,
            pace.wholeLookInterval(),
            Options.Sweeping.SEGMENTS,
            sweeping.drift() == Settings.Treatment.REPAIR,
            sweeping.orphans() == Settings.Treatment.DELETE),
        new BrakeRule(sweeping.brakeBudget(), sweeping.brakePercent(), sweeping.brakeTripMin()));
  }

  /** How late a timer comes says how long the event loop was kept busy. */
  private void measureLag(Time time) {
    long dueNanos = time.nanos() + LAG_MEASURED_EVERY.toNanos();
    time.after(
        LAG_MEASURED_EVERY,
        () -> {
          long lateNanos = Math.max(0, time.nanos() - dueNanos);
          telemetry.time(Metric.EVENT_LOOP_LAG, Duration.ofNanos(lateNanos));
          measureLag(time);
        });
  }
}
