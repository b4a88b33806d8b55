package io.runtimeservice.reconciler.control;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Stage;
import io.runtimeservice.reconciler.status.Trouble;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Says, before each step, what of it may be done: by the operators' switches and by the brake. */
public final class Permits {

  private final Switchboard switchboard;
  private final BrakeDesk brake;
  private final Telemetry telemetry;

  public Permits(Switchboard switchboard, Braking braking, Telemetry telemetry) {
    this.switchboard = switchboard;
    this.brake = new BrakeDesk(braking);
    this.telemetry = telemetry;
  }

  /**
   * What may be done of a stage.
   *
   * @param operations in their order; none if nothing may be done
   * @param withheld why the others must not be
   * @param record the record, which remembers what was counted
   */
  public record Permit(
      List<Operation> operations, Optional<Trouble> withheld, RuntimeRecord record) {
    public Permit {
      operations = List.copyOf(operations);
    }

    public Optional<Stage> stage() {
      return operations.isEmpty() ? Optional.empty() : Optional.of(new Stage(operations));
    }
  }

  /** Why an environment is not even to be looked at. */
  public Optional<Trouble> unseen(EnvironmentKey key) {
    return switchboard.leave(key) instanceof Leave.Nothing(Trouble why)
        ? Optional.of(why)
        : Optional.empty();
  }

  private Optional<Trouble> blocked(Trouble why) {
    telemetry.count(Metric.DESTRUCTIONS_BLOCKED);
    return Optional.of(why);
  }

  /** Why not all of a stage may be done, as far as that is known without counting anything. */
  public Optional<Trouble> known(Desired desired, Observed observed, Stage stage) {
    return switch (switchboard.leave(desired.key())) {
      case Leave.Nothing(Trouble why) -> Optional.of(why);
      case Leave.Looking(Trouble why) -> Optional.of(why);
      case Leave.NothingDestructive(Trouble why) ->
          Destruction.in(stage.operations(), desired, observed).isEmpty()
              ? Optional.empty()
              : Optional.of(why);
      case Leave.Everything _ -> Optional.empty();
    };
  }

  /** What of a stage may be done now; never fails. */
  public Future<Permit> ask(Desired desired, Observed observed, Stage stage) {
    return switch (switchboard.leave(desired.key())) {
      case Leave.Nothing(Trouble why) -> Future.succeededFuture(nothing(observed, why));
      case Leave.Looking(Trouble why) -> Future.succeededFuture(nothing(observed, why));
      case Leave.NothingDestructive(Trouble why) -> {
        var gone = Destruction.in(stage.operations(), desired, observed);
        yield Future.succeededFuture(
            gone.isEmpty() ? everything(observed, stage) : without(gone, observed, stage, why));
      }
      case Leave.Everything _ -> asBraked(desired, observed, stage);
    };
  }

  /** Why an orphan must not be deleted now; never fails. */
  public Future<Optional<Trouble>> withheldOrphan(EnvironmentKey key) {
    return switch (switchboard.leave(key)) {
      case Leave.Nothing(Trouble why) -> Future.succeededFuture(Optional.of(why));
      case Leave.Looking(Trouble why) -> Future.succeededFuture(Optional.of(why));
      case Leave.NothingDestructive(Trouble why) -> Future.succeededFuture(blocked(why));
      case Leave.Everything _ -> brake.count(Destruction.Kind.WEIGHTY);
    };
  }

  private Future<Permit> asBraked(Desired desired, Observed observed, Stage stage) {
    var gone = Destruction.in(stage.operations(), desired, observed);
    RuntimeRecord record = observed.record();
    var destruction = Destruction.of(desired, record);
    boolean counted = record.agenda().counted().filter(destruction.what()::equals).isPresent();
    if (gone.isEmpty() || counted) {
      return Future.succeededFuture(everything(observed, stage));
    }
    return brake
        .count(destruction.kind())
        .map(withheld ->
            withheld
                .map(why -> without(gone, observed, stage, why))
                .orElseGet(() ->
                    new Permit(
                        stage.operations(),
                        Optional.empty(),
                        record.withAgenda(record.agenda().withCounted(destruction.what())))));
  }

  private static Permit everything(Observed observed, Stage stage) {
    return new Permit(stage.operations(), Optional.empty(), observed.record());
  }

  private static Permit nothing(Observed observed, Trouble why) {
    return new Permit(List.of(), Optional.of(why), observed.record());
  }

  private Permit without(List<Operation> gone, Observed observed, Stage stage, Trouble why) {
    return new Permit(
        stage.operations().stream().filter(it -> !gone.contains(it)).toList(),
        blocked(why),
        observed.record());
  }
}
