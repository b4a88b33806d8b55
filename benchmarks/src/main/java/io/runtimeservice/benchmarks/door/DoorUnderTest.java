package io.runtimeservice.benchmarks.door;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.sqs.SqsMarkQueue;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.benchmarks.fly.FlyProcess;
import io.runtimeservice.benchmarks.sweep.Blocking;
import io.runtimeservice.benchmarks.sweep.EngineUnderTest;
import io.runtimeservice.benchmarks.sweep.PassStarts;
import io.runtimeservice.benchmarks.sweep.Waits;
import io.runtimeservice.local.door.GatewayMarks;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.GatewayPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.SqsPart;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The gateway as it is played, ElasticMQ and the service's engine, and callers who have an event
 * loop of their own.
 */
final class DoorUnderTest {

  /** A mark whose pass has not started by then is reported as not seen. */
  static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final SqsPart sqs;
  private final GatewayPart gateway;
  private final AwsClients aws;
  private final PassStarts starts;
  private final EngineUnderTest engine;
  private final Context callers;
  private final GatewayMarks door;
  private final MarkQueue straight;

  /** By what way marks go. */
  enum Way {
    DOOR,
    STRAIGHT
  }

  DoorUnderTest(Vertx vertx, FlyProcess fly, InMemoryTable table) throws Exception {
    sqs = SqsPart.start(Port.free(0, "--port"));
    gateway =
        GatewayPart.start(
            new GatewayPart.Ports(Port.free(0, "--port"), Port.free(0, "--port")), sqs.queue());
    aws = Aws.at(Map.of(AwsService.SQS, sqs.endpoint()));
    callers = Blocking.loop(vertx);
    door = new GatewayMarks(vertx, gateway.endpoint());
    straight = queue(vertx);
    var loop = Blocking.loop(vertx);
    starts =
        new PassStarts(
            table.environmentStore(), task -> loop.runOnContext(_ -> task.run()), System::nanoTime);
    engine = new EngineUnderTest(vertx, loop, fly.url(), table, Telemetry.NONE);
    engine.openForMarks(
        new EngineUnderTest.Watched(
            starts, table.inventory(), UnaryOperator.identity(), _ -> queue(vertx)));
  }

  private MarkQueue queue(Vertx vertx) {
    return new SqsMarkQueue(
        sqs.queue().toString(),
        aws.sqs(),
        new AwsCalls(AwsService.SQS, new OnContext(vertx), Telemetry.NONE));
  }

  /** Sends a mark; its time begins before anything is made of it. */
  void mark(EnvironmentKey key, Way way) {
    var mark = new PassStarts.Mark(key, System.nanoTime(), true);
    Function<EnvironmentKey, Future<Void>> sending =
        switch (way) {
          case DOOR -> door::mark;
          case STRAIGHT -> it -> straight.send(Mark.of(it, MarkSource.MANAGER));
        };
    engine.loop().runOnContext(_ -> starts.arrived(mark, true));
    callers.runOnContext(_ ->
        sending
            .apply(key)
            .onFailure(thrown -> System.err.println("a mark was not taken: " + thrown)));
  }

  /** How long the marks have waited, once each has been seen, or has had its time. */
  Waits takeWaits() throws Exception {
    long end = System.nanoTime() + SEEN_WITHIN.toNanos();
    while (Blocking.on(engine.loop(), starts::isUnderWay) && System.nanoTime() < end) {
      Thread.sleep(LOOK_EVERY);
    }
    return Blocking.on(engine.loop(), starts::take);
  }

  void close() throws Exception {
    engine.close();
    aws.close();
    gateway.close();
    sqs.close();
  }
}
