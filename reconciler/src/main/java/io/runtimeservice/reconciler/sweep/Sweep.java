package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.record.EnvironmentRecord;
import io.runtimeservice.reconciler.status.AtRest;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all environment records at the start and every so often, and asks for a look at those that
 * are not at rest, or whose time is over: what a replica that is gone was waiting for, and every
 * mark that was lost, is found again here. It costs pages of the table, and no call to Fly.
 */
public final class Sweep {

  static final int PAGE_RECORDS_MAX = 250;

  /** Replicas that start together do not stay together. */
  static final int JITTER_PERCENT = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final Parts parts;
  private Optional<Time.Timer> next = Optional.empty();
  private boolean closed;

  /**
   * What it works with.
   *
   * @param onUnrest told of each environment that is not at rest
   */
  public record Parts(
      EnvironmentStore store,
      Time time,
      RandomGenerator random,
      Duration interval,
      Consumer<EnvironmentKey> onUnrest) {}

  public Sweep(Parts parts) {
    this.parts = parts;
  }

  /** Sweeps now, and from now on. */
  public void open() {
    page(Optional.empty())
        .onFailure(thrown ->
            LOG.atWarn()
                .addKeyValue("failure", thrown.getMessage())
                .log("a sweep could not read the table; the next one starts anew"))
        .onComplete(_ -> again());
  }

  public void close() {
    closed = true;
    next.ifPresent(Time.Timer::cancel);
  }

  private void again() {
    if (!closed) {
      next = Optional.of(parts.time().after(jittered(), this::open));
    }
  }

  private Duration jittered() {
    int percent = 100 + parts.random().nextInt(-JITTER_PERCENT, JITTER_PERCENT + 1);
    return parts.interval().multipliedBy(percent).dividedBy(100);
  }

  /** Whether a preview's time is over that is not deleted; the pass makes sure what time it is. */
  private boolean isOver(Value.Tree record) {
    return EnvironmentRecord.expiry(record)
            .filter(at -> !parts.time().now().isBefore(at))
            .isPresent()
        && !AtRest.isDeleted(record);
  }

  private Future<Void> page(Optional<String> cursor) {
    return parts
        .store()
        .list(new Query(Optional.empty(), Optional.empty(), PAGE_RECORDS_MAX, cursor))
        .compose(page -> {
          page.rows().stream()
              .filter(row -> !AtRest.is(row.record()) || isOver(row.record()))
              .forEach(row -> parts.onUnrest().accept(row.key()));
          return page.next().isPresent() && !closed ? page(page.next()) : Future.succeededFuture();
        });
  }
}
