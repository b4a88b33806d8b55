package io.runtimeservice.local;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what is on its way in a world whose time is not ours. */
public final class Soon {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** Far longer than anything takes, so that a test that hangs ends. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Soon() {}

  /** A question whose asking may be interrupted. */
  @FunctionalInterface
  public interface Question {
    boolean isSo() throws Exception;
  }

  /**
   * Looks again and again until something is so.
   *
   * @param else_ what there is instead, if it never is
   */
  public static void until(Question question, Supplier<String> else_) throws Exception {
    until(PATIENCE, question, else_);
  }

  /** The same, for what takes longer than others. */
  public static void until(Duration patience, Question question, Supplier<String> else_)
      throws Exception {
    long endNanos = System.nanoTime() + patience.toNanos();
    while (!question.isSo()) {
      if (System.nanoTime() > endNanos) {
        throw new AssertionError("expected it to become so: " + else_.get());
      }
      pass(LOOK_EVERY);
    }
  }

  /** Lets time pass. */
  public static void pass(Duration time) {
    new CompletableFuture<Void>()
        .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
