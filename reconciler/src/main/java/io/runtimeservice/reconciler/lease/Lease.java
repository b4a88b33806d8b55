package io.runtimeservice.reconciler.lease;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * The right to change an environment, and to write its runtime record. Each write renews it, from
 * the pass's own progress; nothing renews it in the background, so that a pass that hangs loses it.
 *
 * <p>Its end is counted from before the write that granted or renewed it was sent, on the own
 * monotonic clock.
 */
public final class Lease {

  private final RuntimeStore store;
  private final Time time;
  private final Duration duration;
  private final Telemetry telemetry;
  private LeaseMark mark;
  private long endsAtNanos;

  private Lease(
      RuntimeStore store, Time time, Duration duration, Telemetry telemetry, LeaseMark mark) {
    this.store = store;
    this.time = time;
    this.duration = duration;
    this.telemetry = telemetry;
    this.mark = mark;
    this.endsAtNanos = time.nanos();
  }

  /** Grants leases to one replica. */
  public static final class Desk {
    private final RuntimeStore store;
    private final Time time;
    private final Telemetry telemetry;
    private final String replica;
    private final Duration duration;

    public Desk(
        RuntimeStore store, Time time, Telemetry telemetry, String replica, Duration duration) {
      this.store = store;
      this.time = time;
      this.telemetry = telemetry;
      this.replica = replica;
      this.duration = duration;
    }

    /**
     * Takes the lease and writes the record, in one; fails with {@link LeaseLostException} if
     * anybody has written the record since it was read.
     */
    public Future<Lease> take(RuntimeRecord record) {
      var lease = new Lease(store, time, duration, telemetry, record.lease());
      return lease
          .write(record, record.lease().granted(replica))
          .map(_ -> {
            telemetry.count(Metric.LEASE, "granted");
            return lease;
          });
    }

    /** Writes a record that nobody holds, without taking the lease. */
    public Future<RuntimeRecord> note(RuntimeRecord record) {
      var lease = new Lease(store, time, duration, telemetry, record.lease());
      return lease.write(record, record.lease().noted(replica));
    }

    /** How long a call that changes something may take: 15 s, or half the lease if that is less. */
    public Duration callDeadline() {
      var half = duration.dividedBy(2);
      return half.compareTo(CALL_DEADLINE_MAX) < 0 ? half : CALL_DEADLINE_MAX;
    }

    public String replica() {
      return replica;
    }
  }

  static final Duration CALL_DEADLINE_MAX = Duration.ofSeconds(15);

  /** Writes the record and renews the lease. */
  public Future<RuntimeRecord> renew(RuntimeRecord record) {
    return write(record, mark.renewed());
  }

  /** Writes the record and gives the lease back. */
  public Future<RuntimeRecord> release(RuntimeRecord record) {
    return write(record, mark.released()).onSuccess(_ -> telemetry.count(Metric.LEASE, "released"));
  }

  /** The fencing token: how often this environment's lease had been granted, this time included. */
  public long epoch() {
    return mark.epoch();
  }

  /** Whether a call that is sent now, and may take so long, would end before the lease does. */
  public boolean outlasts(Duration call) {
    return time.nanos() + call.toNanos() <= endsAtNanos;
  }

  /** The failure of a call that was not sent because the lease ends too soon. */
  public FailureException ending() {
    telemetry.count(Metric.FENCING_REJECTIONS, "deadline");
    return new FailureException(
        new Failure.LeaseEnding(
            Evidence.of(Dependency.SERVICE, "the lease would end before the call does")));
  }

  private Future<RuntimeRecord> write(RuntimeRecord record, LeaseMark next) {
    long sentAtNanos = time.nanos();
    return store
        .replace(mark, record.withLease(next))
        .compose(outcome ->
            switch (outcome) {
              case WRITTEN -> {
                mark = next;
                endsAtNanos = sentAtNanos + duration.toNanos();
                yield Future.succeededFuture(record.withLease(next));
              }
              case TOO_LARGE -> Future.failedFuture(tooLarge());
              case REFUSED -> {
                telemetry.count(Metric.LEASE, "lost");
                telemetry.count(Metric.FENCING_REJECTIONS, "table");
                yield Future.failedFuture(new LeaseLostException());
              }
            });
  }

  private static FailureException tooLarge() {
    return new FailureException(
        new Failure.Internal(
            Evidence.of(Dependency.TABLE, "it has no room for the runtime record")));
  }
}
