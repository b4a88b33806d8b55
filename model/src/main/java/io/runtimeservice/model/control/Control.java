package io.runtimeservice.model.control;

import java.time.Instant;
import java.util.Optional;

/**
 * The control record, {@code pk = RUNTIME#CONTROL}, {@code sk = CONTROL}: read by every replica
 * every few seconds, written by operators and by whoever takes something away.
 *
 * @param changed who set a switch or released the brake last
 * @param rev a counter that each write raises; 0 if there is no record
 */
public record Control(Switches switches, Brake brake, Optional<Change> changed, long rev) {

  /** There is no record: nothing is switched, and nothing was taken away. */
  public static final Control NONE = new Control(Switches.OFF, Brake.RELEASED, Optional.empty(), 0);

  /** Who changed it, and when. */
  public record Change(String by, Instant at) {}

  public Control with(Switches it, Change by) {
    return new Control(it, brake, Optional.of(by), rev + 1);
  }

  public Control with(Brake it) {
    return new Control(switches, it, changed, rev + 1);
  }

  public Control with(Brake it, Change by) {
    return new Control(switches, it, Optional.of(by), rev + 1);
  }
}
