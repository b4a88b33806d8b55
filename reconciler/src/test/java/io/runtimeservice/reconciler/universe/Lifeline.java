package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;

/**
 * What a replica lives by: cut, it makes no further call, hears no answer, and none of its timers
 * goes off. That is what {@code kill -9} amounts to for the rest of the world.
 */
final class Lifeline {

  private final Time time;
  private boolean cut;
  private long calls;
  private long cutBefore = Long.MAX_VALUE;
  private long cutAfter = Long.MAX_VALUE;

  Lifeline(Time time) {
    this.time = time;
  }

  /** Dies when it is about to make the nth call to the outside, counted from one. */
  void cutBefore(long call) {
    cutBefore = call;
  }

  /** Dies when the nth call has taken effect, and before it hears of it. */
  void cutAfter(long call) {
    cutAfter = call;
  }

  void cut() {
    cut = true;
  }

  boolean isCut() {
    return cut;
  }

  /** How many calls to the outside were made. */
  long calls() {
    return calls;
  }

  Time time() {
    return new MortalTime();
  }

  /** A port by which this replica reaches the world. Its methods all answer with a future. */
  <T> T through(Class<T> port, T world) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> call(method, world, arguments)));
  }

  private Object call(Method method, Object world, Object[] arguments) throws Throwable {
    if (cut) {
      return Promise.promise().future();
    }
    calls++;
    if (calls >= cutBefore) {
      cut = true;
      return Promise.promise().future();
    }
    boolean last = calls >= cutAfter;
    cut = last;
    return heard((Future<?>) invoked(method, world, arguments));
  }

  private static Object invoked(Method method, Object world, Object[] arguments) throws Throwable {
    try {
      return method.invoke(world, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Future<?> heard(Future<?> answer) {
    Promise<Object> promise = Promise.promise();
    answer.onComplete(it -> {
      if (!cut && it.succeeded()) {
        promise.complete(it.result());
      } else if (!cut) {
        promise.fail(it.cause());
      }
    });
    return promise.future();
  }

  private final class MortalTime implements Time {
    @Override
    public Instant now() {
      return time.now();
    }

    @Override
    public long nanos() {
      return time.nanos();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
      return time.after(
          delay,
          () -> {
            if (!cut) {
              action.run();
            }
          });
    }
  }
}
