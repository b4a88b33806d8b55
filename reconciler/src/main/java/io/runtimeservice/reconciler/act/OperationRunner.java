package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Fly.Answer;
import io.runtimeservice.model.spec.CertificateSpec;
import io.runtimeservice.model.spec.Reach;
import io.runtimeservice.reconciler.act.OperationResult.Result.Succeeded;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Reservations;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out one operation at a time: translates it to calls, and what they answer to an effect.
 * What turns out to be so already counts as done.
 */
final class OperationRunner {

  private final Fly fly;
  private final Duration deadline;
  private final Site site;
  private final SecretFetcher secrets;

  OperationRunner(Fly fly, Duration deadline, Site site, SecretFetcher secrets) {
    this.fly = fly;
    this.deadline = deadline;
    this.site = site;
    this.secrets = secrets;
  }

  /** Fails with a {@code FailureException} if it cannot be done, or is not known to be done. */
  Future<Succeeded> run(Operation operation) {
    return switch (operation) {
      case Operation.CreateApp it -> createApp(it);
      case Operation.DeleteApp(var app, _) ->
          gone(new AppCall.Delete(app), new Effect.AppDeleted(app));
      case Operation.AssignAddress(var type, _) ->
          done(new AddressCall.Assign(app(), type), Effect.AddressAssigned::new);
      case Operation.ReleaseAddress(_, var ip, _) ->
          gone(new AddressCall.Release(app(), ip), new Effect.AddressReleased(ip));
      case Operation.WriteSecrets it -> writeSecrets(it);
      case Operation.RequestCertificate it -> requestCertificate(it);
      case Operation.RemoveCertificate(var hostname, _) ->
          gone(
              new CertificateCall.Remove(app(), hostname), new Effect.CertificateRemoved(hostname));
      case Operation.CreateMachine it -> createMachine(it);
      case Operation.UpdateMachine it -> updateMachine(it);
      case Operation.StartMachine(_, _, var id, _) ->
          unlessFull(
              id, already(new MachineCall.Start(app(), id), moving(id, MachineState.STARTING)));
      case Operation.CordonMachine(var slot, _, var id, _) ->
          already(new MachineCall.Cordon(app(), id), new Effect.MachineCordoned(slot, id));
      case Operation.UncordonMachine(var slot, _, var id, _) ->
          already(new MachineCall.Uncordon(app(), id), new Effect.MachineUncordoned(slot, id));
      case Operation.StopMachine(_, _, var id, _) ->
          already(new MachineCall.Stop(app(), id), moving(id, MachineState.STOPPING));
      case Operation.DestroyMachine(_, _, var id, _) ->
          gone(new MachineCall.Destroy(app(), id), new Effect.MachineGone(id));
    };
  }

  private Future<Succeeded> createApp(Operation.CreateApp operation) {
    var network = Optional.of(operation.network()).filter(it -> !it.equals(Reach.DEFAULT_NETWORK));
    var create =
        new AppCall.Create(
            operation.app(),
            site.organisation(),
            network,
            Reservations.idempotencyKey(site.key(), operation.app()));
    return this.<Done>done(create, _ -> new Effect.AppCreated(operation.app()))
        .recover(thrown ->
            FailureException.of(thrown) instanceof Failure.NameTaken
                ? whoseApp(operation)
                : Future.failedFuture(thrown));
  }

  /** A taken name is ours from an earlier try, or a stranger's. */
  private Future<Succeeded> whoseApp(Operation.CreateApp operation) {
    return call(new AppCall.Get(operation.app()))
        .compose(answer -> {
          var app = answer.value();
          boolean ours =
              app.organisation().equals(site.organisation())
                  && app.network().equals(operation.network());
          return ours
              ? succeeded(new Effect.AppAdopted(operation.app()), answer)
              : Future.<Succeeded>failedFuture(
                  notOurs("the app " + app.name() + " in network " + app.network()));
        })
        .recover(thrown ->
            FailureException.of(thrown) instanceof Failure.Forbidden
                ? Future.succeededFuture(
                    new Succeeded(new Effect.NameLost(operation.app()), Optional.empty()))
                : Future.failedFuture(thrown));
  }

  private Future<Succeeded> writeSecrets(Operation.WriteSecrets operation) {
    return secrets
        .values(operation.set())
        .compose(values ->
            done(
                new SecretCall.Write(app(), values, operation.unset()),
                written -> new Effect.SecretsApplied(operation, written)));
  }

  private Future<Succeeded> requestCertificate(Operation.RequestCertificate operation) {
    CertificateSpec wanted = operation.certificate();
    return wanted
        .custom()
        .map(reference -> secrets.certificate(wanted.hostname(), reference))
        .map(fetched ->
            fetched.<FlyCall<Certificate>>map(pair ->
                new CertificateCall.ImportCustom(
                    app(), wanted.hostname(), pair.chain(), pair.privateKey())))
        .orElseGet(
            () -> Future.succeededFuture(new CertificateCall.RequestAcme(app(), wanted.hostname())))
        .compose(this::call)
        .recover(thrown ->
            FailureException.of(thrown) instanceof Failure.AlreadySo
                ? call(new CertificateCall.Get(app(), wanted.hostname()))
                : Future.failedFuture(thrown))
        .compose(answer ->
            succeeded(new Effect.CertificateRequested(operation, answer.value()), answer));
  }

  private Future<Succeeded> createMachine(Operation.CreateMachine operation) {
    var create =
        new MachineCall.Create(
            app(),
            operation.name(),
            operation.region(),
            operation.config(),
            operation.launch(),
            operation.beside().isPresent(),
            site.secretsVersion());
    return this.<Machine>done(create, machine -> made(operation, machine))
        .recover(thrown ->
            switch (FailureException.of(thrown)) {
              case Failure.MachineNameInUse(var holder, _) -> whoseMachine(operation, holder);
              case Failure.NoRoomInRegion _, Failure.NoRoomOnHost _ ->
                  Future.succeededFuture(
                      new Succeeded(new Effect.RegionFull(operation.region()), Optional.empty()));
              case Failure _ -> Future.failedFuture(thrown);
            });
  }

  private static Effect made(Operation.CreateMachine operation, Machine machine) {
    return operation.beside().isPresent()
        ? new Effect.GreenMade(operation.slot(), machine)
        : new Effect.MachineInSlot(operation.slot(), machine);
  }

  /** A machine of the slot's name is the one that an earlier try has made, or not ours. */
  private Future<Succeeded> whoseMachine(Operation.CreateMachine operation, MachineId holder) {
    return call(new MachineCall.Get(app(), holder))
        .compose(answer -> {
          Machine machine = answer.value();
          if (machine.state().isGone()) {
            return Future.failedFuture(
                new FailureException(
                    new Failure.NotSettled(
                        flySaid("machine " + holder + " is still being destroyed"))));
          }
          return site.isInSlot(machine, operation.slot())
              ? succeeded(made(operation, machine), answer)
              : Future.failedFuture(notOurs("the machine " + holder));
        });
  }

  /** The answer may show the machine as it was; that it is being replaced is certain. */
  private Future<Succeeded> updateMachine(Operation.UpdateMachine operation) {
    var update =
        new MachineCall.Update(
            app(),
            operation.machine(),
            operation.config(),
            operation.currentVersion(),
            operation.launch(),
            site.secretsVersion());
    return unlessFull(
        operation.machine(),
        done(
            update,
            machine ->
                new Effect.MachineInSlot(
                    operation.slot(), machine.withState(MachineState.REPLACING))));
  }

  /** That there is no room is something learnt, from which the next plan is made. */
  private static Future<Succeeded> unlessFull(MachineId machine, Future<Succeeded> change) {
    return change.recover(thrown ->
        FailureException.of(thrown) instanceof Failure.NoRoomOnHost
            ? Future.succeededFuture(new Succeeded(new Effect.HostFull(machine), Optional.empty()))
            : Future.failedFuture(thrown));
  }

  private static Effect moving(MachineId id, MachineState state) {
    return new Effect.MachineMoving(id, state);
  }

  /** Done, also if there was nothing to be removed any more. */
  private <R> Future<Succeeded> gone(FlyCall<R> call, Effect effect) {
    return done(call, _ -> effect)
        .recover(thrown ->
            FailureException.of(thrown) instanceof Failure.Absent
                ? Future.succeededFuture(new Succeeded(effect, Optional.empty()))
                : Future.failedFuture(thrown));
  }

  /** Done, also if it was so already. */
  private <R> Future<Succeeded> already(FlyCall<R> call, Effect effect) {
    return done(call, _ -> effect)
        .recover(thrown ->
            FailureException.of(thrown) instanceof Failure.AlreadySo
                ? Future.succeededFuture(new Succeeded(effect, Optional.empty()))
                : Future.failedFuture(thrown));
  }

  private <R> Future<Succeeded> done(FlyCall<R> call, Function<R, Effect> effect) {
    return call(call).compose(answer -> succeeded(effect.apply(answer.value()), answer));
  }

  private <R> Future<Answer<R>> call(FlyCall<R> call) {
    return fly.call(call, deadline);
  }

  private static <R> Future<Succeeded> succeeded(Effect effect, Answer<R> answer) {
    return Future.succeededFuture(new Succeeded(effect, answer.requestId()));
  }

  private static FailureException notOurs(String what) {
    return new FailureException(
        new Failure.NotOurs(flySaid(what + " was not made by this service")));
  }

  private static Evidence flySaid(String text) {
    return Evidence.of(Dependency.FLY, text);
  }

  private FlyAppName app() {
    return site.app().orElseThrow();
  }
}
