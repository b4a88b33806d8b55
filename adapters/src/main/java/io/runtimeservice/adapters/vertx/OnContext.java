package io.runtimeservice.adapters.vertx;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/**
 * The way back to the event loop: what a library completes on a thread of its own is handed on
 * where it was asked for, so that nobody further in needs a lock.
 */
public final class OnContext {

  private final Vertx vertx;

  public OnContext(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The same answer, given on the context that calls this. */
  public <T> Future<T> of(CompletableFuture<T> answer) {
    return Future.fromCompletionStage(answer, vertx.getOrCreateContext());
  }
}
