package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.EnvironmentStore.Page;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.Time;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a replica lives by: every call to the outside, every answer and every timer of its goes
 * through here, and can be lost, delayed, forged or cut off. Cut, the replica is as dead as by
 * {@code kill -9}; paused, as still as by {@code SIGSTOP}.
 */
final class Wire {

  /** When a call to AWS is given up. */
  static final Duration AWS_DEADLINE = Duration.ofSeconds(5);

  /** How many earlier answers to a list are remembered, to be served as new. */
  static final int VERSIONS_KEPT = 4;

  private final String replica;
  private final Time world;
  private final Universe universe;
  private final ReplicaClock clock;
  private final Map<Object, List<Object>> answers = new HashMap<>();
  private boolean cut;
  private long calls;
  private long pausedUntilNanos;

  Wire(String replica, Universe universe, ReplicaClock clock) {
    this.replica = replica;
    this.universe = universe;
    this.world = universe.time;
    this.clock = clock;
    clock.wire = this;
  }

  /** Dies. */
  void cut() {
    cut = true;
  }

  boolean isCut() {
    return cut;
  }

  /** Stands still for so long. */
  void pause(Duration time) {
    pausedUntilNanos = Math.max(pausedUntilNanos, world.nanos() + time.toNanos());
  }

  /** How many calls to the outside were made. */
  long calls() {
    return calls;
  }

  Time time() {
    return clock;
  }

  /** A port by which this replica reaches the world. Its methods all answer with a future. */
  <T> T through(Class<T> type, Call.Port port, T outside) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call(port, method, outside, arguments)));
  }

  private Future<?> call(Call.Port port, Method method, Object outside, Object @Nullable [] given) {
    Object[] arguments = given == null ? new Object[0] : given;
    if (cut) {
      return Promise.promise().future();
    }
    calls++;
    var call = universe.numbered(replica, port, action(port, method, arguments), app(arguments));
    Promise<Object> answer = Promise.promise();
    var sender = new Sender(call, mutates(port, method, arguments), answer);
    var told = List.of(arguments);
    Supplier<Future<?>> deed =
        () ->
            invoked(method, outside, narrowed(arguments))
                .onComplete(it -> universe.happened(call, told, it));
    Object question = port + method.getName() + told.subList(0, questions(port));
    universe.works(replica);
    universe.sent(call, told);
    answer.future().onComplete(it -> universe.heard(call, told, it));
    sender.send(universe.trouble.of(call), deed, deadline(arguments), question);
    return answer.future();
  }

  private Object[] narrowed(Object[] arguments) {
    return universe.tinyPages && arguments.length == 1 && arguments[0] instanceof Query query
        ? new Object[] {new Query(query.app(), query.state(), 1, query.cursor())}
        : arguments;
  }

  /** A list is the same question, whatever its deadline. */
  private static int questions(Call.Port port) {
    return switch (port) {
      case FLY, ENVIRONMENTS -> 1;
      case INVENTORY -> 2;
      case RUNTIMES, CLAIMS, QUEUE, SECRETS, CONTROLS, SWEEPS -> 0;
    };
  }

  private static Future<?> invoked(Method method, Object outside, Object[] arguments) {
    try {
      return (Future<?>) method.invoke(outside, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError("a port that cannot be called", e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError("a port that cannot be called", e);
    }
  }

  private static String action(Call.Port port, Method method, Object[] arguments) {
    return port == Call.Port.FLY ? ((FlyCall<?>) arguments[0]).action() : method.getName();
  }

  private static Optional<String> app(Object[] arguments) {
    return arguments.length > 0 && arguments[0] instanceof FlyCall<?> call && call.isMutating()
        ? FlyCall.appOf(call).map(FlyAppName::value)
        : Optional.empty();
  }

  private static boolean mutates(Call.Port port, Method method, Object[] arguments) {
    return switch (port) {
      case FLY -> ((FlyCall<?>) arguments[0]).isMutating();
      case ENVIRONMENTS -> method.getName().startsWith("write");
      case RUNTIMES -> !method.getName().equals("history");
      case CLAIMS, QUEUE -> true;
      case CONTROLS, SWEEPS -> method.getName().equals("replace");
      case SECRETS, INVENTORY -> false;
    };
  }

  private static Duration deadline(Object[] arguments) {
    return arguments.length == 2
            && arguments[0] instanceof FlyCall<?>
            && arguments[1] instanceof Duration deadline
        ? deadline
        : AWS_DEADLINE;
  }

  /** Hands something to the replica, once it is awake, unless it is dead. */
  private void deliver(Runnable action) {
    if (cut) {
      return;
    }
    long asleep = pausedUntilNanos - world.nanos();
    if (asleep > 0) {
      world.after(Duration.ofNanos(asleep), () -> deliver(action));
    } else {
      action.run();
    }
  }

  /** One call on its way. */
  private final class Sender {
    private final Call call;
    private final boolean mutates;
    private final Promise<Object> answer;

    Sender(Call call, boolean mutates, Promise<Object> answer) {
      this.call = call;
      this.mutates = mutates;
      this.answer = answer;
    }

    void send(
        Perturbation perturbation, Supplier<Future<?>> deed, Duration deadline, Object question) {
      switch (perturbation) {
        case Perturbation.None _ -> travel(deed).onComplete(it -> hear(it, question));
        case Perturbation.Meanwhile it -> {
          it.deed().accept(universe);
          travel(deed).onComplete(told -> hear(told, question));
        }
        case Perturbation.CrashBefore _ -> cut = true;
        case Perturbation.CrashAfter _ -> travel(deed).onComplete(_ -> cut = true);
        case Perturbation.ReplyLost _ -> {
          travel(deed);
          giveUp(deadline);
        }
        case Perturbation.RequestLost _ -> giveUp(deadline);
        case Perturbation.DoneAndFails _ -> travel(deed).onComplete(_ -> deliver(this::fail));
        case Perturbation.Refused(Failure failure) ->
            after(universe.latency(), () -> answer.tryFail(new FailureException(failure)));
        case Perturbation.Late(Duration by) -> {
          world.after(by, () -> travel(deed));
          giveUp(deadline);
        }
        case Perturbation.Paused(Duration time) -> {
          pause(time);
          world.after(time, () -> travel(deed).onComplete(it -> hear(it, question)));
          giveUp(deadline);
        }
        case Perturbation.Held(var desk) -> {
          desk.accept(() -> travel(deed).onComplete(it -> hear(it, question)));
          if (!call.isReceive()) { // it waits for marks as long as there are none
            giveUp(deadline);
          }
        }
        case Perturbation.Stale(int versions) when call.mayLag() ->
            travel(deed).onComplete(it -> recall(it, question, versions));
        case Perturbation.Empty _ when call.mayLag() ->
            travel(deed).onComplete(it -> deliver(() -> nothing(it)));
        case Perturbation.Stale _, Perturbation.Empty _ ->
            travel(deed).onComplete(it -> hear(it, question));
      }
    }

    private Future<?> travel(Supplier<Future<?>> deed) {
      boolean takesItsOwnTime = call.port() == Call.Port.FLY || call.port() == Call.Port.QUEUE;
      if (takesItsOwnTime || universe.isInstant()) {
        return deed.get();
      }
      Promise<Object> back = Promise.promise();
      world.after(
          universe.latency(),
          () ->
              deed.get()
                  .onComplete(it ->
                      world.after(
                          universe.latency(),
                          () -> {
                            if (it.succeeded()) {
                              back.complete(it.result());
                            } else {
                              back.fail(it.cause());
                            }
                          })));
      return back.future();
    }

    private void hear(AsyncResult<?> result, Object question) {
      if (call.mayLag() && result.succeeded()) {
        remember(question, result.result());
      }
      deliver(() -> tell(result));
    }

    private void tell(AsyncResult<?> result) {
      if (result.succeeded()) {
        answer.tryComplete(result.result());
      } else {
        answer.tryFail(result.cause());
      }
    }

    private List<Object> remember(Object question, Object value) {
      var earlier = answers.computeIfAbsent(question, _ -> new ArrayList<>());
      if (earlier.isEmpty() || !earlier.getLast().equals(value)) {
        earlier.add(value);
      }
      if (earlier.size() > VERSIONS_KEPT) {
        earlier.removeFirst();
      }
      return earlier;
    }

    private void recall(AsyncResult<?> result, Object question, int versions) {
      if (result.failed()) {
        deliver(() -> tell(result));
        return;
      }
      var earlier = remember(question, result.result());
      Object old = earlier.get(Math.max(0, earlier.size() - 1 - versions));
      deliver(() -> answer.tryComplete(old));
    }

    /** As if there were nothing at all. */
    private void nothing(AsyncResult<?> result) {
      if (result.failed()) {
        tell(result);
      } else if (result.result() instanceof Fly.Answer<?>(Object value, var requestId)) {
        answer.tryComplete(new Fly.Answer<>(none(value), requestId));
      } else if (result.result() instanceof Inventory.Page) {
        answer.tryComplete(new Inventory.Page(List.of(), Optional.empty()));
      } else {
        answer.tryComplete(new Page(List.of(), Optional.empty()));
      }
    }

    private static Object none(Object value) {
      return switch (value) {
        case Map<?, ?> _ -> Map.of();
        case Set<?> _ -> Set.of();
        case Fleet _ -> new Fleet(List.of(), Optional.empty(), Set.of(), Optional.empty());
        default -> List.of();
      };
    }

    private void giveUp(Duration deadline) {
      after(deadline, this::fail);
    }

    private void after(Duration delay, Runnable action) {
      world.after(delay, () -> deliver(action));
    }

    /** What the adapter makes of it when nobody answers. */
    private void fail() {
      var evidence = Evidence.of(dependency(), "no answer");
      answer.tryFail(
          new FailureException(
              mutates ? new Failure.OutcomeUnknown(evidence) : new Failure.Unavailable(evidence)));
    }

    private Dependency dependency() {
      return switch (call.port()) {
        case FLY -> Dependency.FLY;
        case ENVIRONMENTS, RUNTIMES, CLAIMS, CONTROLS, SWEEPS, INVENTORY -> Dependency.TABLE;
        case QUEUE -> Dependency.QUEUE;
        case SECRETS -> Dependency.SECRETS;
      };
    }
  }

  /** A replica's clocks: what it reads may be wrong, and nothing wakes it while it is paused. */
  static final class ReplicaClock implements Time {
    private static final Duration AGREES_WITHIN = Duration.ofMinutes(5);

    private final Time world;
    private Duration ahead = Duration.ZERO;
    private double speed = 1;
    private @Nullable Wire wire;

    ReplicaClock(Time world) {
      this.world = world;
    }

    /** P17: the wall clock jumps, so far ahead of the true time. */
    void jump(Duration by) {
      ahead = by;
    }

    boolean isRight() {
      return ahead.abs().compareTo(AGREES_WITHIN) < 0;
    }

    /** P17: the monotonic clock, and every timer, runs so much too fast. */
    void race(double times) {
      speed = times;
    }

    @Override
    public Instant now() {
      return world.now().plus(ahead);
    }

    @Override
    public long nanos() {
      return (long) (world.nanos() * speed);
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
      var life = Objects.requireNonNull(wire);
      life.universe.works(life.replica);
      return world.after(
          Duration.ofNanos(speed == 1 ? delay.toNanos() : (long) (delay.toNanos() / speed) + 2),
          () -> life.deliver(action));
    }
  }
}
