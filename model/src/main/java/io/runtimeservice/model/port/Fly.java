package io.runtimeservice.model.port;

import io.runtimeservice.model.fly.FlyCall;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Fly.io. One door for every call, so that each can be counted, limited and fenced there. */
public interface Fly {

  /**
   * Makes one call, once: nothing is repeated here.
   *
   * @param deadline when to give up; what becomes of a mutating call is not known then
   * @return the answer, or a {@code FailureException}
   */
  <R> Future<Answer<R>> call(FlyCall<R> call, Duration deadline);

  /**
   * What came back.
   *
   * @param requestId Fly's id of the call, to be named to Fly's support
   */
  record Answer<R>(R value, Optional<String> requestId) {}
}
