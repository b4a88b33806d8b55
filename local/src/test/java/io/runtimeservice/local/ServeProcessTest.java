package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.local.door.Manager;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.SqsPart;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.simulator.fly.Fault;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.Ledger;
import io.runtimeservice.simulator.http.FlyVerticle;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service in a process of its own is killed in the midst of its work, and another goes on. */
@Execution(ExecutionMode.CONCURRENT)
class ServeProcessTest {

  private static final Duration LEASE = Duration.ofSeconds(2);

  private final Vertx vertx = Vertx.vertx();
  private final Web web = new Web();
  private Path secrets;
  private DynamoDbPart dynamoDb;
  private SqsPart sqs;
  private FlyPart flyPart;
  private AwsClients aws;

  @BeforeEach
  void start() throws Exception {
    secrets = Files.createTempDirectory("secrets");
    Samples.writeSecrets(secrets, "postgres://one");
    dynamoDb = DynamoDbPart.start(Port.free(0, "--port"));
    sqs = SqsPart.start(Port.free(0, "--port"));
    flyPart = FlyPart.start(new FlyVerticle.Ports(0, Port.free(0, "--web-port")));
    aws = Aws.at(Map.of(AwsService.DYNAMODB, dynamoDb.endpoint(), AwsService.SQS, sqs.endpoint()));
  }

  @AfterEach
  void end() throws Exception {
    web.close();
    Answers.of(vertx.close());
    aws.close();
    flyPart.close();
    sqs.close();
    dynamoDb.close();
  }

  private ServeProcess.World world() {
    return ServeProcess.World.of(dynamoDb, sqs, flyPart, secrets);
  }

  private <T> T fly(Function<FlyWorld, T> deed) {
    return Answers.of(flyPart.fly().inWorld(deed));
  }

  private void trouble(String action, Fault fault) {
    fly(it -> {
      it.door().trouble(visit -> visit.action().equals(action) ? fault : new Fault.None());
      return action;
    });
  }

  private List<String> mutations() {
    return fly(it -> it.ledger().mutatingSince(0)).stream().map(Ledger.Entry::action).toList();
  }

  /** Each call that a creation makes can be the one that the process does not live to hear of. */
  @ParameterizedTest
  @CsvSource({"app_create", "machine_create"})
  void killed_while_it_creates_it_loses_and_doubles_nothing(String call) throws Exception {
    trouble(call, new Fault.DoneAndLost());
    try (var first = ServeProcess.start(world(), LEASE)) {
      Answers.of(Samples.write(new Manager(vertx, QueueMarks.ways(vertx, aws, sqs.queue()))));
      Soon.until(() -> mutations().contains(call), first::output);
      first.kill();
    }
    trouble("nothing", new Fault.None());

    try (var second = ServeProcess.start(world(), LEASE)) {
      for (var key : List.of(Samples.PREVIEW_1, Samples.PREVIEW_2)) {
        Soon.until(
            () ->
                web.json(second.address(), "/v1/environments/" + key)
                    .tree("status")
                    .text("state")
                    .filter("Ready"::equals)
                    .isPresent(),
            second::output);
      }
      Soon.until(() -> machines() == 3, () -> mutations().toString());
      assertThat(apps()).hasSize(3);
      assertThat(second.terminate()).isZero();
    }
  }

  private List<String> apps() {
    return fly(it ->
        it
            .apps()
            .list(it.organisation(FlyPart.ORGANISATION, FlyPart.TOKEN), FlyPart.ORGANISATION)
            .stream()
            .map(app -> app.name())
            .toList());
  }

  private long machines() {
    return apps().stream()
        .mapToLong(app ->
            fly(it ->
                it
                    .machines()
                    .list(it.organisation(FlyPart.ORGANISATION, FlyPart.TOKEN), app, false)
                    .stream()
                    .filter(machine -> !machine.isGone())
                    .count()))
        .sum();
  }
}
