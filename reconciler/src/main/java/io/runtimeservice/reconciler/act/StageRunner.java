package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.act.OperationResult.Result;
import io.runtimeservice.reconciler.lease.Lease;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Stage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Carries out the operations of a stage, all at once, and says what came of each. */
public final class StageRunner {

  private final Crew crew;
  private final Duration callDeadline;

  public StageRunner(Crew crew, Duration callDeadline) {
    this.crew = crew;
    this.callDeadline = callDeadline;
  }

  /** Never fails: what went wrong is in the results, in the order of the operations. */
  public Future<List<OperationResult>> run(
      Stage stage, RuntimeRecord record, Lease lease, Audit audit) {
    var runner =
        new OperationRunner(
            crew.freshApps().patient(crew.budget().within(new FencedFly(crew.fly(), lease))),
            callDeadline,
            Site.of(record, crew),
            new SecretFetcher(crew.secretSource(), crew.telemetry()));
    var results = stage.operations().stream().map(it -> run(runner, it)).toList();
    results.forEach(it ->
        it.onSuccess(
            result -> audit.log(result, Change.of(result, record.applied()), lease.epoch())));
    return Future.join(results).map(all -> all.<OperationResult>list());
  }

  private Future<OperationResult> run(OperationRunner runner, Operation operation) {
    long startedNanos = crew.time().nanos();
    return runner
        .run(operation)
        .<Result>map(it -> it)
        .recover(thrown -> Future.succeededFuture(failed(thrown)))
        .map(result -> {
          var took = Duration.ofNanos(crew.time().nanos() - startedNanos);
          var outcome = new OperationResult(operation, result, took);
          crew.telemetry().count(Metric.OPERATIONS, operation.kind(), outcome.word());
          noteFence(result);
          return outcome;
        });
  }

  /** Fly does nothing for one who does not know what has become of a machine since. */
  private void noteFence(Result result) {
    if (result instanceof Result.Failed(Failure.VersionMoved _)) {
      crew.telemetry().count(Metric.FENCING_REJECTIONS, "fly");
    }
  }

  private static Result failed(Throwable thrown) {
    Failure failure = FailureException.of(thrown);
    return new Result.Failed(failure);
  }
}
