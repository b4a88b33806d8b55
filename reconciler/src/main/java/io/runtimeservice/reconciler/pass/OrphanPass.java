package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.DesiredVersion;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.reconciler.act.Audit;
import io.runtimeservice.reconciler.act.OperationResult;
import io.runtimeservice.reconciler.act.StageRunner;
import io.runtimeservice.reconciler.control.Permits;
import io.runtimeservice.reconciler.lease.Lease;
import io.runtimeservice.reconciler.look.Look.AppSight;
import io.runtimeservice.reconciler.look.Lookout;
import io.runtimeservice.reconciler.pass.PassRequest.Asked;
import io.runtimeservice.reconciler.plan.Cause;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Plan;
import io.runtimeservice.reconciler.plan.Stage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes an app that was made for an environment and is not its app: under that environment's
 * lease, after its records were read again, and after Fly has said that there is one.
 */
public final class OrphanPass {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanPass.class);

  /** Those who do the work. */
  public record Parts(
      EnvironmentStore store,
      Lookout lookout,
      Permits permits,
      Lease.Desk desk,
      StageRunner stages,
      Clock clock) {}

  private final Parts parts;

  public OrphanPass(Parts parts) {
    this.parts = parts;
  }

  /** Deletes it, if it still is an orphan and may go; never fails. */
  public Future<Void> run(EnvironmentKey key, FlyAppName app) {
    return parts
        .store()
        .load(key)
        .compose(records ->
            record(key, records)
                .filter(record -> isNobodys(app, record, records))
                .map(record -> delete(record, app))
                .orElseGet(Future::succeededFuture))
        .recover(thrown -> {
          LOG.atWarn()
              .addKeyValue("orphan", app.value())
              .addKeyValue("failure", thrown.getMessage())
              .log("an orphan could not be deleted; the next sweep finds it again");
          return Future.succeededFuture();
        });
  }

  /** One that cannot be understood may say that it is somebody's. */
  private static Optional<RuntimeRecord> record(EnvironmentKey key, Records records) {
    if (records.runtime().isEmpty()) {
      return Optional.of(RuntimeRecord.none(key));
    }
    return RuntimeRecordCodec.read(records.runtime().orElseThrow(), key)
            instanceof Reading.Read<RuntimeRecord>(RuntimeRecord record)
        ? Optional.of(record)
        : Optional.empty();
  }

  /** Whoever holds the lease, or deletes an app, is left alone. */
  private static boolean isNobodys(FlyAppName app, RuntimeRecord record, Records records) {
    boolean lives = records.environment().isPresent();
    boolean deletes = record.closing().map(Closing::name).filter(app::equals).isPresent();
    return record.lease().owner().isEmpty() && !deletes && !(lives && reserves(record, app));
  }

  private Future<Void> delete(RuntimeRecord record, FlyAppName app) {
    return parts
        .lookout()
        .sight(app, network -> isIn(network, record, app))
        .compose(
            sight -> sight == AppSight.PRESENT ? permitted(record, app) : Future.succeededFuture());
  }

  /** Where a name was ours, an app of it is ours in that network; marks say it of any other. */
  private static boolean isIn(String network, RuntimeRecord record, FlyAppName app) {
    Naming naming = record.naming();
    var reserved =
        naming.reserved().filter(it -> it.name().equals(app)).map(Naming.Reserved::network);
    return Stream.concat(
            reserved.stream().map(Optional::of),
            naming.closed().stream()
                .filter(it -> it.name().equals(app))
                .map(Naming.Closed::network))
        .allMatch(it -> it.filter(network::equals).isPresent());
  }

  private Future<Void> permitted(RuntimeRecord record, FlyAppName app) {
    return parts
        .permits()
        .withheldOrphan(record.key())
        .compose(withheld ->
            withheld.isPresent()
                ? Future.succeededFuture()
                : parts.desk().take(record).compose(lease -> leased(lease, record, app)));
  }

  private Future<Void> leased(Lease lease, RuntimeRecord record, FlyAppName app) {
    var because = new Operation.Because(Cause.ORPHANED, "of " + record.key());
    var stage = new Stage(List.of(new Operation.DeleteApp(app, because)));
    var audit =
        new Audit(
            record.key(),
            version(record),
            Trigger.SWEEP.toString(),
            Asked.BY_NOBODY.by(),
            new Plan(List.of(stage)));
    return parts
        .stages()
        .run(stage, record, lease, audit)
        .compose(results -> lease.release(after(record, app, results)))
        .mapEmpty();
  }

  /** The name of an app that is gone is not used again. */
  private RuntimeRecord after(RuntimeRecord record, FlyAppName app, List<OperationResult> results) {
    boolean done =
        results.stream().allMatch(it -> it.result() instanceof OperationResult.Result.Succeeded);
    return done && reserves(record, app)
        ? record.withNaming(record.naming().close(parts.clock().now())).withApplied(Applied.NOTHING)
        : record;
  }

  private static boolean reserves(RuntimeRecord record, FlyAppName app) {
    return record.naming().reserved().map(Naming.Reserved::name).filter(app::equals).isPresent();
  }

  /** It was desired by nobody whom we know. */
  private static DesiredVersion version(RuntimeRecord record) {
    return record
        .progress()
        .map(Progress::version)
        .orElseGet(() -> new DesiredVersion(new Generation(1), "none"));
  }
}
