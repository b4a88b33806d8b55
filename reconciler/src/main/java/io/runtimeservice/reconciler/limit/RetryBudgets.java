package io.runtimeservice.reconciler.limit;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.AsyncResult;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@link RetryBudget} of each part of Fly's API: each fails by itself, and a silent one keeps
 * nobody from asking the others.
 */
final class RetryBudgets {

  private final Map<FlyCall.Api, RetryBudget> budgets = new EnumMap<>(FlyCall.Api.class);
  private final Telemetry telemetry;

  RetryBudgets(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /** Why a call may not be made now; empty if it may. */
  Optional<FailureException> refusal(FlyCall<?> call, long nowNanos) {
    var budget = of(call, nowNanos);
    var verdict = budget.admits(name(call), nowNanos);
    tell(call, budget);
    return switch (verdict) {
      case FIRST -> Optional.empty();
      case AGAIN -> {
        telemetry.count(Metric.RETRIES, call.api().toString(), "sent");
        yield Optional.empty();
      }
      case DENIED -> {
        telemetry.count(Metric.RETRIES, call.api().toString(), "denied");
        yield Optional.of(silent(call));
      }
    };
  }

  private static FailureException silent(FlyCall<?> call) {
    return new FailureException(
        new Failure.Unavailable(
            Evidence.of(
                Dependency.FLY,
                "nothing about %s for a while; it is asked again once a minute"
                    .formatted(call.api()))));
  }

  /** What became of a call that was made. */
  void heed(FlyCall<?> call, AsyncResult<?> answer, long nowNanos) {
    var budget = of(call, nowNanos);
    if (answer.failed() && isSilence(FailureException.of(answer.cause()))) {
      budget.unanswered(name(call));
    } else {
      budget.answered();
    }
    tell(call, budget);
  }

  private void tell(FlyCall<?> call, RetryBudget budget) {
    telemetry.set(Metric.CIRCUIT_STATE, budget.circuit().level(), call.api().toString());
  }

  private static boolean isSilence(Failure failure) {
    return failure instanceof Failure.Unavailable || failure instanceof Failure.OutcomeUnknown;
  }

  private RetryBudget of(FlyCall<?> call, long nowNanos) {
    return budgets.computeIfAbsent(call.api(), _ -> new RetryBudget(nowNanos));
  }

  private static String name(FlyCall<?> call) {
    return call.action() + " " + call.subject();
  }
}
