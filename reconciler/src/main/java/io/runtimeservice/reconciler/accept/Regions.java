package io.runtimeservice.reconciler.accept;

import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Which regions Fly has, read once a day. While that cannot be read, or says that there are none,
 * it is not known, and no region is refused.
 */
public final class Regions {

  static final Duration KEPT_FOR = Duration.ofDays(1);
  static final Duration RETRIED_AFTER = Duration.ofMinutes(5);
  static final Duration READ_DEADLINE = Duration.ofSeconds(5);

  private final Fly fly;
  private final Time time;
  private Future<Optional<Set<String>>> known = Future.succeededFuture(Optional.empty());
  private long freshUntilNanos;
  private boolean asked;

  public Regions(Fly fly, Time time) {
    this.fly = fly;
    this.time = time;
  }

  /** The codes of all regions; empty if they are not known. Never fails. */
  public Future<Optional<Set<String>>> all() {
    if (!asked || (known.isComplete() && time.nanos() - freshUntilNanos >= 0)) {
      asked = true;
      freshUntilNanos = time.nanos() + RETRIED_AFTER.toNanos();
      known =
          fly.call(new FleetCall.Regions(), READ_DEADLINE)
              .map(answer -> Optional.of(answer.value()).filter(it -> !it.isEmpty()))
              .onSuccess(read -> {
                if (read.isPresent()) {
                  freshUntilNanos = time.nanos() + KEPT_FOR.toNanos();
                }
              })
              .otherwise(Optional.empty());
    }
    return known;
  }
}
