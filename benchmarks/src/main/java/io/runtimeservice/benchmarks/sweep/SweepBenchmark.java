package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.benchmarks.Benchmark;
import io.runtimeservice.benchmarks.Figure;
import io.runtimeservice.benchmarks.Findings;
import io.runtimeservice.benchmarks.Host;
import io.runtimeservice.benchmarks.fly.FlyAnswers;
import io.runtimeservice.benchmarks.fly.FlyProcess;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A full sweep of converged previews: what it costs (G2), and how long a fresh mark waits for its
 * pass meanwhile.
 */
public final class SweepBenchmark implements Benchmark {

  private static final int ENVIRONMENTS = Integer.getInteger("bench.environments", 100_000);
  private static final int WARM_UP_SWEEPS = Integer.getInteger("bench.warmup", 6);
  private static final int SWEEPS = Integer.getInteger("bench.sweeps", 7);
  private static final int GETS = 20_000;
  private static final Duration MARK_GAP = Duration.ofMillis(10);
  private static final Duration MARKED_FOR = Duration.ofSeconds(20);

  private static final double CPU_NANOS_MAX = 6_000;
  private static final double TIMES_LESS_MIN = 3;
  private static final double WAIT_NANOS_MAX = 10e6;
  private static final double WAIT_TIMES_MAX = 2;

  @Override
  public String name() {
    return "sweep";
  }

  @Override
  public Findings run() throws Exception {
    boolean busy = Host.isBusy();
    try (var answers = new FlyAnswers()) {
      var table = new InMemoryTable();
      var population = new Population(table, answers);
      population.populate(ENVIRONMENTS);
      BareGets.writeDown(answers);
      try (var fly = new FlyProcess(answers)) {
        return run(table, population, fly, busy);
      }
    }
  }

  private Findings run(InMemoryTable table, Population population, FlyProcess fly, boolean busy)
      throws Exception {
    var vertx = Vertx.vertx();
    var loop = new LoopUnderTest(vertx, fly, table);
    var gets = new BareGets(vertx, fly);
    var figures = new ArrayList<Figure>();
    figures.addAll(cpu(loop, gets));
    waits(loop, population.markable()).forEach(it -> figures.add(it.unless(busy)));
    loop.close();
    Blocking.of(vertx.close());
    return new Findings(workload(population.rowBytes() / ENVIRONMENTS), figures);
  }

  private static String workload(long rowBytes) {
    return """
    A full sweep of %,d converged previews, one machine each: the real engine and the real client for Fly over HTTP, on one
    event loop. Fly is a child process that answers what was written down (%d bytes a machine, 1000 machines a page). The
    table and the queue are in memory: what DynamoDB's client would cost is not in these figures. The pages of the list come as
    fast as they are asked for; under Fly's limit they would come once a second, and the loop would be idle in between.\
    """
        .formatted(ENVIRONMENTS, rowBytes);
  }

  private static List<Figure> cpu(LoopUnderTest loop, BareGets gets) throws Exception {
    for (int i = 0; i < WARM_UP_SWEEPS; i++) {
      say("warm-up", loop.sweep());
      gets.cpuNanosOfEach(GETS);
    }
    var sweeps = new ArrayList<Double>();
    var took = new ArrayList<Long>();
    var each = new ArrayList<Double>();
    for (int i = 0; i < SWEEPS; i++) {
      var sweep = loop.sweep();
      say("sweep", sweep);
      sweeps.add((double) sweep.cpuNanos() / ENVIRONMENTS);
      took.add(sweep.took().toMillis());
      each.add(gets.cpuNanosOfEach(GETS));
    }
    double sweep = new Quantiles(sweeps).median();
    double get = new Quantiles(each).median();
    return List.of(
        Figure.of(
            "CPU of a full sweep for each environment (median of %d)".formatted(SWEEPS),
            "at most 6 µs",
            "%.1f µs".formatted(sweep / 1000),
            "",
            sweep <= CPU_NANOS_MAX),
        Figure.of(
            "the same, beside one bare HTTP/2 get each",
            "at least 3 times less",
            "%.1f µs a get".formatted(get / 1000),
            "%.1f".formatted(get / sweep),
            get / sweep >= TIMES_LESS_MIN),
        Figure.beside(
            "how long such a sweep took", "%.0f ms".formatted(new Quantiles(took).median())));
  }

  private static void say(String what, SweepGate.Sweep sweep) {
    System.out.printf(
        "%s: %s, %d ms, %.1f µs CPU for each environment%n",
        what, sweep.outcome(), sweep.took().toMillis(), sweep.cpuNanos() / 1e3 / ENVIRONMENTS);
  }

  /** Interleaved A B B A: what changes on the machine meanwhile changes for both. */
  private static List<Figure> waits(LoopUnderTest loop, List<EnvironmentKey> keys)
      throws Exception {
    var marker = new Marker(keys, loop::mark);
    marker.run(MARKED_FOR.dividedBy(2), MARK_GAP);
    loop.takeWaits();
    var without = new ArrayList<Long>();
    var with = new ArrayList<Long>();
    for (boolean sweeps : List.of(false, true, true, false)) {
      loop.sweepsOn(sweeps);
      marker.run(MARKED_FOR, MARK_GAP);
      loop.sweepsOn(false);
      var waits = loop.takeWaits();
      System.out.printf("marks, sweeps %b: %s%n", sweeps, new Quantiles(waits).words());
      (sweeps ? with : without).addAll(waits);
    }
    var idle = new Quantiles(without);
    var busy = new Quantiles(with);
    double times = busy.p99() / idle.p99();
    return List.of(
        Figure.beside("from a mark to its pass, without a sweep", idle.words()),
        Figure.of(
            "from a mark to its pass, while a sweep runs",
            "p99 below 10 ms",
            busy.words(),
            "",
            busy.p99() < WAIT_NANOS_MAX),
        Figure.of(
            "the same, beside that without a sweep (p99)",
            "at most 2 times",
            "",
            "%.1f".formatted(times),
            times <= WAIT_TIMES_MAX));
  }
}
