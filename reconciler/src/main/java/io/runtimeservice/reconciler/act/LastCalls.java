package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The calls to Fly that are under way when the replica is to end. Who ends it waits for seconds,
 * and a call that hangs may take longer: it is waited for no more, so that the lease can be given
 * back with the intent still open, and whoever comes next looks what became of it.
 */
public final class LastCalls {

  /** Far longer than an answer takes, and short of the ten seconds in which a replica ends. */
  static final Duration ENDED_WITHIN = Duration.ofSeconds(4);

  private final Time time;
  private final Set<Open<?>> open = new LinkedHashSet<>();
  private boolean ending;

  public LastCalls(Time time) {
    this.time = time;
  }

  private record Open<R>(FlyCall<R> call, Promise<Fly.Answer<R>> answer) {
    void giveUp() {
      var evidence = Evidence.of(Dependency.SERVICE, "the replica ends and waits no longer");
      answer.tryFail(
          new FailureException(
              call.isMutating()
                  ? new Failure.OutcomeUnknown(evidence)
                  : new Failure.Unavailable(evidence)));
    }
  }

  /** The same Fly, for whom nobody waits long once the end has begun. */
  public Fly of(Fly fly) {
    return new Fly() {
      @Override
      public <R> Future<Answer<R>> call(FlyCall<R> call, Duration deadline) {
        var waiting = new Open<R>(call, Promise.promise());
        open.add(waiting);
        fly.call(call, ending ? shorter(deadline) : deadline)
            .onComplete(answer -> {
              open.remove(waiting);
              if (answer.succeeded()) {
                waiting.answer.tryComplete(answer.result());
              } else {
                waiting.answer.tryFail(answer.cause());
              }
            });
        return waiting.answer.future();
      }
    };
  }

  private static Duration shorter(Duration deadline) {
    return deadline.compareTo(ENDED_WITHIN) < 0 ? deadline : ENDED_WITHIN;
  }

  /** Begins the end: what has no answer by {@link #ENDED_WITHIN} is given up. */
  public void end() {
    ending = true;
    time.after(ENDED_WITHIN, () -> List.copyOf(open).forEach(Open::giveUp));
  }
}
