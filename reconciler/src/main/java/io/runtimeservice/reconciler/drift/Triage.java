package io.runtimeservice.reconciler.drift;

import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.Repairs;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.plan.Blueprint;
import io.runtimeservice.reconciler.plan.Cause;
import io.runtimeservice.reconciler.plan.MachineFit;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Plan;
import io.runtimeservice.reconciler.plan.Serving;
import io.runtimeservice.reconciler.plan.Stage;
import io.runtimeservice.reconciler.status.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides what of a plan may repair what somebody else has changed. Once a desired state has been
 * reached, whatever a plan holds for it is such a repair, for nothing else was asked for. Pure.
 */
public final class Triage {

  private final boolean repairs;

  /**
   * A triage.
   *
   * @param repairs whether drift is repaired, or reported only
   */
  public Triage(boolean repairs) {
    this.repairs = repairs;
  }

  /**
   * What may be done.
   *
   * @param plan without what is left as it is
   * @param detected what was changed and is now being repaired, or is left
   * @param told what there is to tell of it: what is left as it is, or what is put right
   * @param record the record, which counts repairs
   */
  public record Triaged(
      Plan plan, List<Drift> detected, Optional<Trouble> told, RuntimeRecord record) {
    public Triaged {
      detected = List.copyOf(detected);
    }
  }

  /** Judges a plan. */
  public Triaged judge(Desired desired, Observed observed, Plan plan, Instant now) {
    RuntimeRecord record = observed.record();
    var progress = record.progress().filter(_ -> desired.wish() != Wish.DELETED);
    if (progress.isEmpty()) {
      return new Triaged(plan, List.of(), Optional.empty(), record);
    }
    Repairs before = progress.orElseThrow().repairs();
    if (plan.isEmpty()) {
      boolean settles = isUntold(record, before) && isWhole(desired, observed);
      return new Triaged(
          plan,
          List.of(),
          Optional.empty(),
          settles ? settled(desired, record, progress.orElseThrow()) : record);
    }
    return before.settled()
        ? ofSettled(observed, plan, progress.orElseThrow(), now)
        : ofUnsettled(observed, plan, before, now);
  }

  /** On its way to what is desired: only what is in quarantine is left. */
  private static Triaged ofUnsettled(Observed observed, Plan plan, Repairs repairs, Instant now) {
    RuntimeRecord record = observed.record();
    var left = quarantined(observed, plan, repairs);
    return new Triaged(
        without(plan, left), List.of(), quarantined(left), lookedAt(record, left, now));
  }

  private Triaged ofSettled(Observed observed, Plan plan, Progress progress, Instant now) {
    RuntimeRecord record = observed.record();
    var drifts = detected(observed, plan);
    if (!repairs) {
      var left = plan.operations().stream().filter(it -> isOfSomebody(observed, it)).toList();
      return new Triaged(
          without(plan, left),
          drifts,
          told(Reason.DRIFT_DETECTED, drifts),
          lookedAt(record, left, now));
    }
    Repairs counted = progress.repairs();
    for (Drift drift : drifts) {
      if (!counted.isQuarantined(drift.what())) {
        counted = counted.with(drift.what(), now);
      }
    }
    var left = quarantined(observed, plan, counted);
    Plan rest = without(plan, left);
    return new Triaged(
        rest,
        drifts,
        quarantined(left).or(() -> told(Reason.DRIFT_REPAIRED, drifts)),
        lookedAt(with(record, progress, counted.withSettled(rest.isEmpty())), left, now));
  }

  private static List<Operation> quarantined(Observed observed, Plan plan, Repairs repairs) {
    return plan.operations().stream()
        .filter(it -> isOfSomebody(observed, it))
        .filter(
            it -> Drift.repairedBy(it).map(Drift::what).filter(repairs::isQuarantined).isPresent())
        .toList();
  }

  /**
   * Where the app is gone, all that belongs to it is gone with it; where secrets are written,
   * machines follow.
   */
  private static List<Drift> detected(Observed observed, Plan plan) {
    boolean writes = plan.operations().stream().anyMatch(Operation.WriteSecrets.class::isInstance);
    var drifts =
        plan.operations().stream()
            .filter(it -> isOfSomebody(observed, it))
            .filter(it -> !writes || !Drift.follows(it))
            .flatMap(it -> Drift.repairedBy(it).stream())
            .toList();
    var app = drifts.stream().filter(it -> it.resource() == Drift.Resource.APP).toList();
    return app.isEmpty() ? drifts : app;
  }

  /**
   * Whether somebody else may be the cause of it: nobody is where a host is out of reach, nor of
   * what follows from that until it is over, nor where a process has ended by itself.
   */
  private static boolean isOfSomebody(Observed observed, Operation operation) {
    Rollout rollout = observed.record().applied().rollout();
    boolean rolls = operation instanceof Operation.OfMachine it && rollout.has(it.machine());
    return !rolls
        && operation.because().cause() != Cause.HOST_UNREACHABLE
        && !endedByItself(observed, operation);
  }

  /** A process that has ended by itself was stopped by nobody. */
  private static boolean endedByItself(Observed observed, Operation operation) {
    return operation instanceof Operation.StartMachine start
        && observed
            .machine(start.machine())
            .flatMap(it -> it.health().lastExit())
            .filter(exit -> !exit.requested())
            .isPresent();
  }

  /** Without the app, or its secrets, nothing after it can be right. */
  private static Plan without(Plan plan, List<Operation> left) {
    var stages = new ArrayList<Stage>();
    for (Stage stage : plan.stages()) {
      var kept = stage.operations().stream().filter(it -> !left.contains(it)).toList();
      if (!kept.isEmpty()) {
        stages.add(new Stage(kept));
      }
      if (stage.operations().stream().filter(left::contains).anyMatch(Triage::isNeededByOthers)) {
        break;
      }
    }
    return new Plan(stages);
  }

  private static boolean isNeededByOthers(Operation operation) {
    return operation instanceof Operation.CreateApp || operation instanceof Operation.WriteSecrets;
  }

  /** The next look is a whole one: somebody may have put it right, or asked for something else. */
  private static RuntimeRecord lookedAt(RuntimeRecord record, List<Operation> left, Instant now) {
    return left.isEmpty() ? record : record.withAgenda(record.agenda().withWholeLookDueAt(now));
  }

  private static Optional<Trouble> told(Reason reason, List<Drift> drifts) {
    return drifts.isEmpty() ? Optional.empty() : Optional.of(Trouble.of(reason, words(drifts)));
  }

  private static Optional<Trouble> quarantined(List<Operation> left) {
    return told(
        Reason.QUARANTINED, left.stream().flatMap(it -> Drift.repairedBy(it).stream()).toList());
  }

  /** All of them, in one sentence. */
  static String words(List<Drift> drifts) {
    return drifts.stream().map(Drift::words).collect(Collectors.joining("; ")) + ".";
  }

  /**
   * Whether it is there as desired, and serves if it should. Between two tries, and where there is
   * no room, nothing is to be done, and what is there and serves is something else.
   */
  private static boolean isWhole(Desired desired, Observed observed) {
    Rollout rollout = observed.record().applied().rollout();
    var image = desired.spec().build().image();
    if (image.isEmpty() || !isAtRest(observed, rollout)) {
      return false;
    }
    var blueprint = Blueprint.of(desired, observed.record(), image.orElseThrow());
    var fit = new MachineFit(blueprint, observed.record());
    return IntStream.range(0, desired.spec().placement().machines())
        .allMatch(index -> hasItsMachine(desired, observed, fit, index));
  }

  /** What has been succeeded and cannot be reached is waited for by nobody. */
  private static boolean isAtRest(Observed observed, Rollout rollout) {
    return rollout.green().isEmpty()
        && rollout.retiring().keySet().stream().allMatch(observed::isOutOfReach);
  }

  private static boolean hasItsMachine(
      Desired desired, Observed observed, MachineFit fit, int index) {
    return observed
        .inSlot(new Slot(index))
        .filter(it -> fit.outdated(desired, it).isEmpty())
        .filter(
            it -> desired.wish() != Wish.RUNNING || Serving.of(desired.spec(), it) == Serving.YES)
        .isPresent();
  }

  /** What was reached while nobody told of it is told of when it is looked at next. */
  private static boolean isUntold(RuntimeRecord record, Repairs repairs) {
    return !repairs.settled() || record.chronicle().reached().isEmpty();
  }

  private static RuntimeRecord settled(Desired desired, RuntimeRecord record, Progress progress) {
    return with(record, progress, progress.repairs().withSettled(true))
        .withReached(desired.version());
  }

  private static RuntimeRecord with(RuntimeRecord record, Progress progress, Repairs repairs) {
    return record.withProgress(progress.withRepairs(repairs));
  }
}
