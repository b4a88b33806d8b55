package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.accept.PreviewLimit;
import io.runtimeservice.reconciler.act.Audit;
import io.runtimeservice.reconciler.act.OperationResult;
import io.runtimeservice.reconciler.act.OperationResult.Result;
import io.runtimeservice.reconciler.act.StageRunner;
import io.runtimeservice.reconciler.control.Permits;
import io.runtimeservice.reconciler.drift.Triage;
import io.runtimeservice.reconciler.lease.Lease;
import io.runtimeservice.reconciler.plan.Aftermath;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Plan;
import io.runtimeservice.reconciler.plan.Planner;
import io.runtimeservice.reconciler.plan.Reservations;
import io.runtimeservice.reconciler.plan.Stage;
import io.runtimeservice.reconciler.status.Trouble;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Carries a plan out under the lease, stage by stage. Before each stage the record says what is
 * about to be made, the desired state is read again and must be the same, and the lease is renewed;
 * after it the record says what came of it, and the plan is made anew.
 */
public final class Course {

  /** More stages than any plan has; what would go on goes on in another pass. */
  static final int STAGES_PER_PASS_MAX = 20;

  /**
   * After an outcome that is not known, or a lease taken over, whatever was still under way has
   * happened by then, and shows.
   */
  static final Duration WHOLE_LOOK_AFTER = Duration.ofMinutes(2);

  /** What every course is run with. */
  public record Means(
      EnvironmentStore store,
      Planner planner,
      Triage triage,
      Reservations reservations,
      PreviewLimit limit,
      Permits permits,
      StageRunner stages,
      Clock clock,
      BooleanSupplier stopping) {}

  private final Means means;
  private final Desired desired;
  private Audit audit;
  private final List<OperationResult> results = new ArrayList<>();
  private int stagesRun;

  /** Why certificates are left for later; empty while they are not. */
  private Optional<Trouble> aside = Optional.empty();

  Course(Means means, Desired desired, PassRequest request, Plan plan) {
    this.means = means;
    this.desired = desired;
    this.audit =
        new Audit(
            desired.key(),
            desired.version(),
            request.trigger().toString(),
            request.asked().by(),
            plan);
  }

  /**
   * Takes the lease and runs, beginning with what is permitted of the first stage; the lease is
   * released when it is over.
   */
  Future<Acted> run(Lease.Desk desk, Observed observed, Permits.Permit permit) {
    Stage first = permit.stage().orElseThrow();
    Observed counted = observed.withRecord(permit.record());
    Observed intending = intending(counted, first);
    return together(desk.take(intending.record()))
        .compose(start ->
            start.stillDesired()
                ? begin(start.written(), counted, intending, permit)
                : finish(start.written(), observed, Optional.empty(), true));
  }

  /**
   * An app is created when its name is known to be among those that may be; what may have been
   * created already was let in.
   */
  private Future<Acted> begin(
      Lease lease, Observed observed, Observed intending, Permits.Permit permit) {
    boolean creates =
        permit.operations().stream().anyMatch(Operation.CreateApp.class::isInstance)
            && observed.record().intents().isEmpty();
    if (!creates) {
      return stage(lease, intending, permit);
    }
    return means
        .limit()
        .judge(desired, observed.record().naming().reserved().map(Naming.Reserved::at))
        .transform(judged -> {
          if (judged.failed()) {
            var trouble = Trouble.of(FailureException.of(judged.cause()));
            return finish(lease, observed, Optional.of(trouble), false);
          }
          return judged.result().isPresent()
              ? finish(lease, unnamed(observed), judged.result(), false)
              : stage(lease, intending, permit);
        });
  }

  /** Its name is given up again. */
  private Observed unnamed(Observed observed) {
    RuntimeRecord record = observed.record();
    return observed.withRecord(record.withNaming(record.naming().close(means.clock().now())));
  }

  private record Start<T>(T written, boolean stillDesired) {}

  /**
   * A write of the record, and at the same time another look at what is desired. What cannot be
   * read again may have changed: then nothing more is begun, and what was done so far is told as in
   * any other pass.
   */
  private <T> Future<Start<T>> together(Future<T> write) {
    Future<Boolean> stillDesired =
        means.store().load(desired.key()).map(this::isStillDesired).otherwise(false);
    return Future.join(write, stillDesired)
        .transform(_ ->
            write.failed()
                ? Future.failedFuture(write.cause())
                : stillDesired.map(it -> new Start<>(write.result(), it)));
  }

  private boolean isStillDesired(Records records) {
    return Judge.desired(desired.key(), records, means.clock().moment())
            instanceof Reading.Read<Desired>(Desired now)
        && now.version().equals(desired.version());
  }

  private Future<Acted> stage(Lease lease, Observed observed, Permits.Permit permit) {
    stagesRun++;
    return means
        .stages()
        .run(permit.stage().orElseThrow(), observed.record(), lease, audit)
        .compose(done -> after(lease, observed, done, permit.withheld()));
  }

  private Future<Acted> after(
      Lease lease, Observed before, List<OperationResult> done, Optional<Trouble> withheld) {
    results.addAll(done);
    Observed observed = learn(before, done);
    var failed = done.stream().filter(it -> failure(it).isPresent()).toList();
    var failure = failed.stream().flatMap(it -> failure(it).stream()).findFirst().map(Trouble::of);
    if (withheld.isPresent() || !failed.stream().allMatch(Course::canBeLeftForLater)) {
      return finish(lease, observed, failure.or(() -> withheld), false);
    }
    aside = aside.or(() -> failure);
    Plan whole = means.planner().plan(desired, observed, means.clock().moment());
    var triaged = means.triage().judge(desired, observed, whole, means.clock().now());
    Plan next = aside.isPresent() ? triaged.plan().withoutCertificates() : triaged.plan();
    boolean lookFirst = done.stream().anyMatch(Course::needsLook);
    if (next.isEmpty() || lookFirst || mustStop()) {
      return finish(
          lease,
          observed.withRecord(triaged.record()),
          aside.or(triaged::told),
          lookFirst || !next.isEmpty());
    }
    audit = audit.by(next);
    return means
        .permits()
        .ask(desired, observed, next.first())
        .compose(permit ->
            permit.stage().isPresent()
                ? goOn(lease, observed, permit)
                : finish(lease, observed, permit.withheld().or(() -> aside), false));
  }

  /** An open circuit of certificates holds back no machine. */
  private static boolean canBeLeftForLater(OperationResult result) {
    return result.operation().isAboutCertificate()
        && failure(result).filter(Failure::isPassing).isPresent();
  }

  private Future<Acted> goOn(Lease lease, Observed observed, Permits.Permit permit) {
    Observed intending =
        intending(observed.withRecord(permit.record()), permit.stage().orElseThrow());
    return together(lease.renew(intending.record()))
        .compose(start ->
            start.stillDesired()
                ? stage(lease, intending.withRecord(start.written()), permit)
                : finish(lease, observed, Optional.empty(), true));
  }

  private boolean mustStop() {
    return stagesRun >= STAGES_PER_PASS_MAX || means.stopping().getAsBoolean();
  }

  private Future<Acted> finish(
      Lease lease, Observed observed, Optional<Trouble> trouble, boolean overtaken) {
    RuntimeRecord last =
        results.isEmpty() ? observed.record() : observed.record().withNextHistory();
    var supersedes = observed.record().progress().flatMap(Progress::supersedes);
    return lease
        .release(last)
        .map(written ->
            new Acted(
                observed.withRecord(written),
                trouble,
                results,
                lease.epoch(),
                overtaken,
                supersedes));
  }

  /** What is known after a stage: the effects of what was done, and what is left open. */
  private Observed learn(Observed before, List<OperationResult> done) {
    Instant now = means.clock().now();
    var aftermath = new Aftermath(desired, means.reservations(), now);
    Observed observed = before.withRecord(before.record().withIntents(open(before, done)));
    for (OperationResult each : done) {
      if (each.result() instanceof Result.Succeeded(Effect effect, _)) {
        observed = aftermath.after(observed, effect);
      }
    }
    return done.stream().anyMatch(OperationResult::isOpen)
        ? observed.withRecord(dueWhole(observed.record(), now))
        : observed;
  }

  static RuntimeRecord dueWhole(RuntimeRecord record, Instant now) {
    return record.withAgenda(record.agenda().withWholeLookDueAt(now.plus(WHOLE_LOOK_AFTER)));
  }

  private static SortedSet<Intent> open(Observed before, List<OperationResult> done) {
    var open = new TreeSet<>(before.record().intents());
    for (OperationResult each : done) {
      if (!each.isOpen()) {
        each.operation().intent().ifPresent(open::remove);
      }
    }
    return open;
  }

  private static Observed intending(Observed observed, Stage stage) {
    var intents = new TreeSet<>(observed.record().intents());
    for (Operation operation : stage.operations()) {
      operation.intent().ifPresent(intents::add);
    }
    return observed.withRecord(observed.record().withIntents(intents).withBegun());
  }

  /** What was there already may have more to it than the record knows. */
  private static boolean needsLook(OperationResult result) {
    return result.result() instanceof Result.Succeeded(Effect effect, _)
        && effect instanceof Effect.AppAdopted;
  }

  private static Optional<Failure> failure(OperationResult result) {
    return result.result() instanceof Result.Failed(Failure failure)
        ? Optional.of(failure)
        : Optional.empty();
  }
}
