package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.status.Reason;
import java.time.Duration;
import java.util.Optional;

/** How a pass ended. */
public sealed interface Outcome {

  /** It is as desired, and nothing has to be waited for. */
  record Converged() implements Outcome {}

  /**
   * What could be done is done, and something has to be waited for.
   *
   * @param again when to look again at the latest
   * @param on what for
   * @param event a call that answers when it has happened, if there is one
   */
  record Waiting(Duration again, Reason on, Optional<MachineCall.Wait> event) implements Outcome {}

  /**
   * Something went wrong, or waits for a person; the status says what.
   *
   * @param attempt how many passes in a row have ended so, this one included
   */
  record Troubled(Duration again, Reason reason, int attempt) implements Outcome {}

  /** There is no environment record. */
  record Gone() implements Outcome {}

  /** Only strangers asked for it: nothing was looked at. */
  record Dropped() implements Outcome {}

  /** It is another replica's turn; whoever asked still waits for an outcome. */
  record Held(Duration again) implements Outcome {}

  /** The world has moved on since this pass looked at it; it has to be looked at again. */
  record Overtaken() implements Outcome {}

  /** The table could not be read or written, so that nothing is recorded. */
  record Unrecorded(Failure failure) implements Outcome {}

  /** Whether whoever asked for the pass has got what was asked for. */
  default boolean isRecorded() {
    return switch (this) {
      case Converged _, Waiting _, Troubled _, Gone _, Dropped _ -> true;
      case Held _, Overtaken _, Unrecorded _ -> false;
    };
  }

  /** In one word, as metrics say it. */
  default String word() {
    return switch (this) {
      case Converged _ -> "converged";
      case Waiting _ -> "waiting";
      case Troubled _ -> "troubled";
      case Gone _ -> "gone";
      case Dropped _ -> "dropped";
      case Held _ -> "held";
      case Overtaken _ -> "overtaken";
      case Unrecorded _ -> "unrecorded";
    };
  }
}
