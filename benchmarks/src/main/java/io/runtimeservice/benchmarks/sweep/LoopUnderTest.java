package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.benchmarks.fly.FlyProcess;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;

/** An engine whose sweeps are let pass, and whose passes are timed, from another thread. */
final class LoopUnderTest {

  private static final String COMPLETE = "complete";
  private static final long LOOK_MILLIS = 1;

  /** A mark whose pass has not started by then is reported as not seen. */
  static final Duration SEEN_WITHIN = Duration.ofSeconds(5);

  /** A sweep waits at the gate by then, or none will come. */
  private static final Duration AT_GATE_WITHIN = Duration.ofSeconds(30);

  /** What a collection and the threads that compile have still to do. */
  private static final Duration SETTLES_FOR = Duration.ofMillis(300);

  private final EngineUnderTest engine;
  private final SweepGate gate;
  private final PassStarts starts;
  private final PacedList list;

  /** While it is on, only marks that come in the midst of a sweep are measured. */
  private volatile boolean onlyInSweeps;

  /** Whether another sweep follows; known to the loop alone, as are these. */
  private boolean sweepsFollow;

  private String outcomes = COMPLETE;

  LoopUnderTest(Vertx vertx, FlyProcess fly, InMemoryTable table) throws Exception {
    var loop = Blocking.loop(vertx);
    this.gate = new SweepGate(table.inventory(), loop);
    this.starts =
        new PassStarts(
            table.environmentStore(), task -> loop.runOnContext(_ -> task.run()), System::nanoTime);
    this.list = new PacedList(new VertxTime(vertx));
    this.engine = new EngineUnderTest(vertx, loop, fly.url(), table, gate);
    engine.open(new EngineUnderTest.Watched(starts, gate, list::of));
  }

  Context loop() {
    return engine.loop();
  }

  /** Makes a full sweep. */
  SweepGate.Sweep sweep() throws Exception {
    var sweep = Blocking.of(gate.sweep());
    if (!sweep.outcome().equals(COMPLETE)) {
      throw new IllegalStateException("a sweep that is " + sweep.outcome());
    }
    return sweep;
  }

  /** From now on the list is asked for at that pace. */
  void keep(ListPace pace) throws Exception {
    Blocking.on(
        engine.loop(),
        () -> {
          list.keep(pace);
          return "";
        });
  }

  /**
   * What was measured before has nothing more to be paid for: the garbage is collected, the next
   * sweep waits to be let pass, and nothing else is under way.
   */
  void settle() throws Exception {
    keep(ListPace.AS_ASKED);
    if (!comesTrue(gate::isWaiting, AT_GATE_WITHIN)) {
      throw new IllegalStateException("no sweep comes");
    }
    System.gc();
    Thread.sleep(SETTLES_FOR);
  }

  /** From now on one sweep follows another, and only marks in their midst are measured. */
  void beginSweeps() throws Exception {
    onlyInSweeps = true;
    Blocking.on(
        engine.loop(),
        () -> {
          sweepsFollow = true;
          outcomes = COMPLETE;
          again();
          return "";
        });
    passTurn();
  }

  /** No other one follows that which is under way. */
  void lastSweep() throws Exception {
    Blocking.on(engine.loop(), () -> sweepsFollow = false);
    passTurn();
  }

  /** A sweep that was let pass before has begun once this is over. */
  private void passTurn() throws Exception {
    Blocking.on(engine.loop(), () -> "");
  }

  boolean isSweeping() {
    return gate.isSweeping();
  }

  private void again() {
    if (sweepsFollow) {
      gate.sweep()
          .onSuccess(sweep -> outcomes = outcomes.equals(COMPLETE) ? sweep.outcome() : outcomes)
          .onComplete(_ -> again());
    }
  }

  /** Hands in a mark. */
  void mark(EnvironmentKey key) {
    var mark = new PassStarts.Mark(key, System.nanoTime(), !onlyInSweeps || gate.isSweeping());
    engine
        .loop()
        .runOnContext(_ -> {
          starts.arrived(mark, gate.isSweeping());
          engine.engine().loop().mark(key);
        });
  }

  /** How long the marks have waited, once each has been seen, or has had its time. */
  Waits takeWaits() throws Exception {
    comesTrue(() -> !starts.isUnderWay(), SEEN_WITHIN);
    onlyInSweeps = false;
    String found = Blocking.on(engine.loop(), () -> outcomes);
    if (!found.equals(COMPLETE)) {
      throw new IllegalStateException("a sweep that is " + found);
    }
    return Blocking.on(engine.loop(), starts::take);
  }

  /** Whether no pass over it runs or is due. */
  boolean isAtRest(EnvironmentKey key) throws Exception {
    return comesTrue(() -> !engine.engine().loop().isBusyWith(key), SEEN_WITHIN);
  }

  private boolean comesTrue(Callable<Boolean> what, Duration within) throws Exception {
    long end = System.nanoTime() + within.toNanos();
    while (!Blocking.on(engine.loop(), what)) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return true;
  }

  void close() throws Exception {
    gate.open();
    engine.close();
  }
}
