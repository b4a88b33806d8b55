package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.reconciler.lease.Lease;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Fly as the holder of a lease may use it: no call that changes something is sent unless it would
 * end before the lease does.
 */
public final class FencedFly implements Fly {

  private final Fly fly;
  private final Lease lease;

  public FencedFly(Fly fly, Lease lease) {
    this.fly = fly;
    this.lease = lease;
  }

  @Override
  public <R> Future<Answer<R>> call(FlyCall<R> call, Duration deadline) {
    return call.isMutating() && !lease.outlasts(deadline)
        ? Future.failedFuture(lease.ending())
        : fly.call(call, deadline);
  }
}
