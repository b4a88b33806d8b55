package io.runtimeservice.local;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what is on its way in a world whose time is not ours. */
final class Soon {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** Two minutes: far longer than anything takes, so that a test that hangs ends. */
  private static final int LOOKS_MAX = 2400;

  private Soon() {}

  /** A question whose asking may be interrupted. */
  @FunctionalInterface
  interface Question {
    boolean isSo() throws Exception;
  }

  /**
   * Looks again and again until something is so.
   *
   * @param else_ what there is instead, if it never is
   */
  static void until(Question question, Supplier<String> else_) throws Exception {
    for (int look = 0; look < LOOKS_MAX; look++) {
      if (question.isSo()) {
        return;
      }
      pass(LOOK_EVERY);
    }
    throw new AssertionError("expected it to become so: " + else_.get());
  }

  /** Lets time pass. */
  static void pass(Duration time) {
    new CompletableFuture<Void>()
        .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
