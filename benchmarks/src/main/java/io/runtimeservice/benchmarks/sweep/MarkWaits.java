package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.benchmarks.Figure;
import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a fresh mark waits for its pass, with and without a sweep, at each pace of a sweep. */
final class MarkWaits {

  private static final Duration GAP = Duration.ofMillis(10);

  /** So long marks are handed in, and on until the sweep that is under way has ended. */
  private static final Duration MARKED_FOR =
      Duration.ofSeconds(Integer.getInteger("bench.marked", 20));

  private static final double P99_NANOS_MAX = 10e6;
  private static final double TIMES_MAX = 2;

  private final LoopUnderTest loop;
  private final Marker marker;

  MarkWaits(LoopUnderTest loop, List<EnvironmentKey> keys) {
    this.loop = loop;
    this.marker = new Marker(keys, loop::mark);
  }

  List<Figure> measure() throws Exception {
    marker.run(MARKED_FOR.dividedBy(2), GAP);
    loop.takeWaits();
    var figures = new ArrayList<Figure>();
    figures.addAll(beside(ListPace.AS_ASKED, "pages as fast as asked for"));
    figures.addAll(beside(ListPace.AS_THE_SERVICE, "a page a second"));
    return figures;
  }

  /** Interleaved A B B A: what changes on the machine meanwhile changes for both. */
  private List<Figure> beside(ListPace pace, String how) throws Exception {
    var without = Waits.NONE;
    var with = Waits.NONE;
    for (boolean sweeps : List.of(false, true, true, false)) {
      var waits = phase(pace, sweeps);
      System.out.printf("marks, %s, sweeps %b: %s%n", how, sweeps, waits.words());
      if (sweeps) {
        with = with.and(waits);
      } else {
        without = without.and(waits);
      }
    }
    return figures(without, with, how);
  }

  private Waits phase(ListPace pace, boolean sweeps) throws Exception {
    loop.settle();
    loop.keep(pace);
    if (sweeps) {
      loop.beginSweeps();
    }
    marker.run(MARKED_FOR, GAP);
    if (sweeps) {
      loop.lastSweep();
      marker.runWhile(loop::isSweeping, GAP);
    }
    return loop.takeWaits();
  }

  private static List<Figure> figures(Waits without, Waits with, String how) {
    double times = with.p99() / without.p99();
    return List.of(
        Figure.beside(
            "from a mark to its pass, without a sweep (beside the next)", without.words()),
        Figure.of(
            "from a mark to its pass, while a sweep runs, " + how,
            "p99 below 10 ms, every mark seen",
            with.words(),
            "",
            with.p99() < P99_NANOS_MAX && with.allSeen()),
        Figure.of(
            "the same, beside that without a sweep (p99)",
            "at most 2 times",
            "",
            "%.1f".formatted(times),
            times <= TIMES_MAX && with.allSeen() && without.allSeen()));
  }
}
