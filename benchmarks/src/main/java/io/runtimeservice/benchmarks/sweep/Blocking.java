package io.runtimeservice.benchmarks.sweep;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** How the thread that measures deals with an event loop. */
public final class Blocking {

  private static final long WAIT_MINUTES_MAX = 5;

  private Blocking() {}

  /** Waits for an answer. */
  public static <T> T of(Future<T> answer) throws Exception {
    return answer.toCompletionStage().toCompletableFuture().get(WAIT_MINUTES_MAX, TimeUnit.MINUTES);
  }

  /** An event loop for somebody who has it for himself. */
  public static Context loop(Vertx vertx) throws Exception {
    var loop = Promise.<Context>promise();
    of(
        vertx.deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                loop.complete(context);
                return Future.succeededFuture();
              }
            }));
    return of(loop.future());
  }

  /** Does something on a loop, and waits until it is done. */
  public static <T> T on(Context loop, Callable<T> deed) throws Exception {
    var promise = Promise.<T>promise();
    loop.runOnContext(_ -> {
      try {
        promise.complete(deed.call());
      } catch (Exception thrown) {
        promise.fail(thrown);
      }
    });
    return of(promise.future());
  }
}
