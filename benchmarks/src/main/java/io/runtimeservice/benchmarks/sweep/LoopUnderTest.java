package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.benchmarks.fly.FlyProcess;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Vertx;
import java.util.List;

/** An engine whose sweeps are let pass, and whose passes are timed, from another thread. */
final class LoopUnderTest {

  private final EngineUnderTest engine;
  private final SweepGate gate;
  private final PassStarts starts;
  private volatile boolean sweepsOn;

  LoopUnderTest(Vertx vertx, FlyProcess fly, InMemoryTable table) throws Exception {
    var loop = Blocking.loop(vertx);
    this.gate = new SweepGate(table.inventory(), loop);
    this.starts = new PassStarts(table.environmentStore(), loop);
    this.engine = new EngineUnderTest(vertx, loop, fly.url(), table, gate);
    engine.open(starts, gate);
  }

  /** Makes a full sweep. */
  SweepGate.Sweep sweep() throws Exception {
    var sweep = Blocking.of(gate.sweep());
    if (!sweep.outcome().equals("complete")) {
      throw new IllegalStateException("a sweep that is " + sweep.outcome());
    }
    return sweep;
  }

  /** From now on one sweep follows another, or no more does once that which runs has ended. */
  void sweepsOn(boolean on) throws Exception {
    boolean were = sweepsOn;
    sweepsOn = on;
    if (on && !were) {
      again();
    }
    while (!on && Blocking.on(engine.loop(), gate::isSweeping)) {
      Thread.onSpinWait();
      Thread.sleep(1);
    }
  }

  private void again() {
    if (sweepsOn) {
      gate.sweep().onComplete(_ -> again());
    }
  }

  /** Hands in a mark; while sweeps are on, only what comes in the midst of one is measured. */
  void mark(EnvironmentKey key) {
    long now = System.nanoTime();
    boolean midst = sweepsOn;
    engine
        .loop()
        .runOnContext(_ -> {
          starts.arrived(key, now, () -> !midst || gate.isSweeping());
          engine.engine().loop().mark(key);
        });
  }

  List<Long> takeWaits() throws Exception {
    return Blocking.on(engine.loop(), starts::take);
  }

  void close() throws Exception {
    gate.open();
    engine.close();
  }
}
