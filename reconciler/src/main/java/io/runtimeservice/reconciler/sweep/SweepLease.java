package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.sweep.SweepRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The right to sweep: one replica has it, and writes the sweep record again and again. A version
 * that stands still on the own clock for a lease's duration says that nobody has it any more.
 */
final class SweepLease {

  private final SweepStore store;
  private final Time time;
  private final String replica;
  private final Duration duration;

  private Optional<SweepRecord> held = Optional.empty();
  private Optional<Long> seenVersion = Optional.empty();
  private long seenAtNanos;

  SweepLease(SweepStore store, Time time, String replica, Duration duration) {
    this.store = store;
    this.time = time;
    this.replica = replica;
    this.duration = duration;
  }

  /** The record, while this replica may sweep. */
  Optional<SweepRecord> held() {
    return held;
  }

  /**
   * Takes it, or keeps it, and writes what is new.
   *
   * @return the record, if this replica may sweep
   */
  Future<Optional<SweepRecord>> keep(UnaryOperator<SweepRecord> news) {
    return held.isPresent() ? write(held.orElseThrow(), news) : take(news);
  }

  private Future<Optional<SweepRecord>> take(UnaryOperator<SweepRecord> news) {
    return store
        .read()
        .compose(record ->
            isFree(record) ? write(record, news) : Future.succeededFuture(Optional.empty()));
  }

  private boolean isFree(SweepRecord record) {
    if (record.owner().isEmpty() || record.owner().filter(replica::equals).isPresent()) {
      return true;
    }
    if (seenVersion.filter(it -> it == record.version()).isEmpty()) {
      seenVersion = Optional.of(record.version());
      seenAtNanos = time.nanos();
    }
    return time.nanos() - seenAtNanos >= duration.toNanos();
  }

  private Future<Optional<SweepRecord>> write(SweepRecord read, UnaryOperator<SweepRecord> news) {
    SweepRecord next = news.apply(read).heldBy(Optional.of(replica));
    return store
        .replace(read.version(), next)
        .map(write -> write == Write.WRITTEN ? Optional.of(next) : Optional.<SweepRecord>empty())
        .onSuccess(it -> held = it)
        .onFailure(_ -> held = Optional.empty());
  }

  /** Gives it back, so that another one need not wait for it; never fails. */
  Future<Void> release() {
    if (held.isEmpty()) {
      return Future.succeededFuture();
    }
    SweepRecord record = held.orElseThrow();
    held = Optional.empty();
    return store
        .replace(record.version(), record.heldBy(Optional.empty()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
