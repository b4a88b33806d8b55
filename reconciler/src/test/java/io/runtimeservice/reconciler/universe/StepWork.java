package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.port.ManualTime;
import java.util.ArrayList;
import java.util.List;

/**
 * O11: no step holds the event loop for long. Calls made and timers set between two turns of the
 * loop are counted, so that it does not depend on how fast the machine is.
 */
final class StepWork implements Onlooker {

  /**
   * As many passes as may be in flight can start in one step; each is a call or two, and a timer.
   */
  static final int PIECES_MAX = 2_000;

  private final ManualTime time;
  private final List<String> complaints = new ArrayList<>();
  private long step;
  private int pieces;
  private int most;

  StepWork(ManualTime time) {
    this.time = time;
  }

  @Override
  public void works(String replica) {
    if (time.run() != step) {
      step = time.run();
      pieces = 0;
    }
    pieces++;
    most = Math.max(most, pieces);
    if (pieces == PIECES_MAX + 1) {
      complaints.add("O11: %s: %s holds the loop".formatted(time.now(), replica));
    }
  }

  /** The most that was done in one step. */
  int most() {
    return most;
  }

  List<String> complaints() {
    return complaints;
  }
}
