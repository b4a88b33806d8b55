package io.runtimeservice.model.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes the answer out of a future, or its failure, and waits for it where it is on its way. */
public final class Answers {

  /** Far longer than anything takes; it is only there so that a test that hangs ends. */
  static final long PATIENCE_SECONDS = 120;

  private Answers() {}

  /** The answer; what the future failed with is thrown. */
  public static <T> T of(Future<T> future) {
    try {
      return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("expected an answer in time", e);
    }
  }

  /** What the future failed with. */
  public static Throwable error(Future<?> future) {
    var error = catchThrowable(() -> of(future));
    assertThat(error).as("what the future failed with").isNotNull();
    return error;
  }

  /** The failure that the future was classified into. */
  public static Failure failure(Future<?> future) {
    var error = error(future);
    assertThat(error).isInstanceOf(FailureException.class);
    return FailureException.of(error);
  }
}
