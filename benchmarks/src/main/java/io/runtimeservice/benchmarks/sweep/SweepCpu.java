package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.benchmarks.Figure;
import java.util.ArrayList;
import java.util.List;

/** What a full sweep costs for each environment, beside what one bare get for each would. */
final class SweepCpu {

  private static final int WARM_UP_SWEEPS = Integer.getInteger("bench.warmup", 6);
  private static final int SWEEPS = Integer.getInteger("bench.sweeps", 7);
  private static final int GETS = 20_000;

  private static final double NANOS_MAX = 6_000;
  private static final double TIMES_LESS_MIN = 3;

  private final LoopUnderTest loop;
  private final BareGets gets;
  private final int environments;

  SweepCpu(LoopUnderTest loop, BareGets gets, int environments) {
    this.loop = loop;
    this.gets = gets;
    this.environments = environments;
  }

  /** In turn, in windows of which none pays for what was done in the one before it. */
  List<Figure> measure() throws Exception {
    for (int i = 0; i < WARM_UP_SWEEPS; i++) {
      say("warm-up", loop.sweep());
      gets.cpuNanosOfEach(GETS);
    }
    var sweeps = new ArrayList<Double>();
    var took = new ArrayList<Long>();
    var each = new ArrayList<Double>();
    for (int i = 0; i < SWEEPS; i++) {
      begin();
      var sweep = loop.sweep();
      say("sweep", sweep);
      sweeps.add((double) sweep.cpuNanos() / environments);
      took.add(sweep.took().toMillis());
      begin();
      each.add(gets.cpuNanosOfEach(GETS));
    }
    loop.keep(ListPace.AS_ASKED);
    return figures(new Quantiles(sweeps).median(), new Quantiles(each).median(), took);
  }

  private void begin() throws Exception {
    loop.settle();
    loop.keep(ListPace.WITHOUT_CHANGES);
  }

  private static List<Figure> figures(double sweep, double get, List<Long> took) {
    return List.of(
        Figure.of(
            "CPU of a full sweep for each environment (median of %d)".formatted(SWEEPS),
            "at most 6 µs",
            "%.1f µs".formatted(sweep / 1000),
            "",
            sweep <= NANOS_MAX),
        Figure.of(
            "the same, beside one bare HTTP/2 get each",
            "at least 3 times less",
            "%.1f µs a get".formatted(get / 1000),
            "%.1f".formatted(get / sweep),
            get / sweep >= TIMES_LESS_MIN),
        Figure.beside(
            "how long such a sweep took", "%.0f ms".formatted(new Quantiles(took).median())));
  }

  private void say(String what, SweepGate.Sweep sweep) {
    System.out.printf(
        "%s: %s, %d ms, %.1f µs CPU for each environment%n",
        what, sweep.outcome(), sweep.took().toMillis(), sweep.cpuNanos() / 1e3 / environments);
  }
}
