package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** How long the phases of passes take, so that a slow pass says what it was slow at. */
public record Phases(Time time, Telemetry telemetry) {

  /** What a pass does one after the other. */
  enum Phase {
    /** Reads the records. */
    LOAD,
    /** Looks at Fly. */
    OBSERVE,
    /** Carries out its plan; a pass without one has no such phase. */
    ACT,
    /** Writes the status, the history and the URL. */
    RECORD;

    /** As metrics name it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Begins a phase, and measures until it has ended, well or not. */
  <T> Future<T> of(Phase phase, Supplier<Future<T>> begin) {
    long startedNanos = time.nanos();
    return begin
        .get()
        .onComplete(_ ->
            telemetry.time(
                Metric.RECONCILE_DURATION,
                Duration.ofNanos(time.nanos() - startedNanos),
                phase.toString()));
  }
}
