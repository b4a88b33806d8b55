package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.benchmarks.Benchmark;
import io.runtimeservice.benchmarks.Figure;
import io.runtimeservice.benchmarks.Findings;
import io.runtimeservice.benchmarks.Host;
import io.runtimeservice.benchmarks.fly.FlyAnswers;
import io.runtimeservice.benchmarks.fly.FlyProcess;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Vertx;
import java.util.ArrayList;

/**
 * A full sweep of converged previews: what it costs (G2), and how long a fresh mark waits for its
 * pass meanwhile.
 */
public final class SweepBenchmark implements Benchmark {

  private static final int ENVIRONMENTS = Integer.getInteger("bench.environments", 100_000);

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
        return run(table, population, fly).unless(busy);
      }
    }
  }

  private Findings run(InMemoryTable table, Population population, FlyProcess fly)
      throws Exception {
    var vertx = Vertx.vertx();
    var loop = new LoopUnderTest(vertx, fly, table);
    var figures = new ArrayList<Figure>();
    figures.addAll(new SweepCpu(loop, new BareGets(vertx, fly), ENVIRONMENTS).measure());
    figures.addAll(new MarkWaits(loop, population.markable()).measure());
    loop.close();
    Blocking.of(vertx.close());
    return new Findings(workload(population.rowBytes() / ENVIRONMENTS), figures);
  }

  private static String workload(long rowBytes) {
    return """
    A full sweep of %,d converged previews, one machine each: the real engine and the real client for Fly over HTTP, on one
    event loop. Fly is a child process that answers what was written down (%d bytes a machine, 1000 machines a page). The
    table and the queue are in memory: what DynamoDB's client would cost is not in these figures.

    CPU: the pages of the list come as fast as they are asked for. Before each window, of a sweep or of gets, all garbage is
    collected, which is in no figure, and the process rests; what has changed is not asked for meanwhile.

    Marks: one every 10 ms on average, from another thread, over every 20th preview. One counts if a sweep was under way
    when it was handed in, or when it came to the loop; "of" says how many such were handed in, and one that was not seen
    within %d s of the end counts against the goal. Sweeps run in two ways, each A B B A beside the same without a sweep: one
    after another with pages as fast as they are asked for, which no Fly allows, and what has changed asked for ten times a
    second; and as the service sweeps, with a page of the list a second and what has changed asked for every 10 seconds.\
    """
        .formatted(ENVIRONMENTS, rowBytes, LoopUnderTest.SEEN_WITHIN.toSeconds());
  }
}
