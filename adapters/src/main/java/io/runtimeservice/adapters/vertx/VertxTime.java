package io.runtimeservice.adapters.vertx;

import io.runtimeservice.model.port.Time;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's clocks and Vert.x' timers. The one place where the machine's time is asked for. */
public final class VertxTime implements Time {

  private static final long NANOS_PER_MILLISECOND = 1_000_000;

  /** Vert.x knows no shorter timer. */
  private static final long MILLISECONDS_MIN = 1;

  private final Vertx vertx;

  public VertxTime(Vertx vertx) {
    this.vertx = vertx;
  }

  /** In whole milliseconds: people read it, and no two machines agree on more. */
  @Override
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  /** Rounded up to whole milliseconds, so that it never comes too early. */
  @Override
  public Timer after(Duration delay, Runnable action) {
    long milliseconds = Math.ceilDiv(delay.toNanos(), NANOS_PER_MILLISECOND);
    long id = vertx.setTimer(Math.max(milliseconds, MILLISECONDS_MIN), _ -> action.run());
    return () -> vertx.cancelTimer(id);
  }
}
