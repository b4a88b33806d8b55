package io.runtimeservice.benchmarks.door;

import io.runtimeservice.benchmarks.Benchmark;
import io.runtimeservice.benchmarks.Figure;
import io.runtimeservice.benchmarks.Findings;
import io.runtimeservice.benchmarks.Host;
import io.runtimeservice.benchmarks.door.DoorUnderTest.Way;
import io.runtimeservice.benchmarks.fly.FlyAnswers;
import io.runtimeservice.benchmarks.fly.FlyProcess;
import io.runtimeservice.benchmarks.sweep.Blocking;
import io.runtimeservice.benchmarks.sweep.Marker;
import io.runtimeservice.benchmarks.sweep.Population;
import io.runtimeservice.benchmarks.sweep.Waits;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** How long it takes from a call at the front door until its pass starts, on one machine. */
public final class DoorBenchmark implements Benchmark {

  /** Of which every 20th can be marked: each comes again after five seconds. */
  private static final int ENVIRONMENTS = 20_000;

  /** 200 a second, on average. */
  private static final Duration GAP = Duration.ofMillis(5);

  private static final Duration MARKED_FOR =
      Duration.ofSeconds(Integer.getInteger("bench.marked", 20));

  private static final double P99_NANOS_MAX = 50e6;

  @Override
  public String name() {
    return "door";
  }

  @Override
  public Findings run() throws Exception {
    boolean busy = Host.isBusy();
    try (var answers = new FlyAnswers()) {
      var table = new InMemoryTable();
      var population = new Population(table, answers);
      population.populate(ENVIRONMENTS);
      try (var fly = new FlyProcess(answers)) {
        return run(table, population, fly).unless(busy);
      }
    }
  }

  private static Findings run(InMemoryTable table, Population population, FlyProcess fly)
      throws Exception {
    var vertx = Vertx.vertx();
    var door = new DoorUnderTest(vertx, fly, table);
    for (Way way : Way.values()) {
      phase(door, population, way);
    }
    var byDoor = Waits.NONE;
    var straight = Waits.NONE;
    for (Way way : List.of(Way.STRAIGHT, Way.DOOR, Way.DOOR, Way.STRAIGHT)) {
      var waits = phase(door, population, way);
      System.out.printf("marks, %s: %s%n", way, waits.words());
      if (way == Way.DOOR) {
        byDoor = byDoor.and(waits);
      } else {
        straight = straight.and(waits);
      }
    }
    door.close();
    Blocking.of(vertx.close());
    return new Findings(workload(), figures(straight, byDoor));
  }

  private static Waits phase(DoorUnderTest door, Population population, Way way) throws Exception {
    System.gc();
    new Marker(population.markable(), key -> door.mark(key, way)).run(MARKED_FOR, GAP);
    return door.takeWaits();
  }

  private static List<Figure> figures(Waits straight, Waits door) {
    return List.of(
        Figure.beside("from a mark straight to the queue to its pass", straight.words()),
        Figure.of(
            "from a call at the front door to its pass, 200 a second",
            "p99 below 50 ms, every mark seen",
            door.words(),
            "%.1f times straight to the queue (p99)".formatted(door.p99() / straight.p99()),
            door.p99() < P99_NANOS_MAX && door.allSeen()));
  }

  private static String workload() {
    return """
    From a call at the front door until its pass reads its records: a POST by HTTP, signed; the gateway that `local` plays of
    `gateway/openapi.yaml`; ElasticMQ; the service's own receiver and engine. Beside it, in the same run and A B B A, the same
    marks sent to ElasticMQ by AWS' client. 200 marks a second on average, over 1,000 converged previews, each again after five
    seconds, %d seconds a phase, after one of each that is not counted. All of it is one process, but Fly, which is a child that
    answers what was written down. The table is in memory: what DynamoDB's answer would take is not in these figures; nor is what
    API Gateway and SQS take on AWS.\
    """
        .formatted(MARKED_FOR.toSeconds());
  }
}
