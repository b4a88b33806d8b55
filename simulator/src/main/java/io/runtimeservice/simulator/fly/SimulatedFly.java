package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.secret.SecretValue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The simulated world behind the Java port, for whoever holds a token. */
public final class SimulatedFly implements Fly {

  private final FlyWorld world;
  private final Time time;
  private final String token;

  public SimulatedFly(FlyWorld world, Time time, String token) {
    this.world = world;
    this.time = time;
    this.token = token;
  }

  @Override
  @SuppressWarnings("unchecked") // each branch answers with the type of its call
  public <R> Future<Answer<R>> call(FlyCall<R> call, Duration deadline) {
    String requestId = world.requestId();
    var promise = Promise.<Answer<R>>promise();
    var timer =
        time.after(
            deadline,
            () ->
                promise.tryFail(failed(call, Refusals.timedOut(), "no answer", Optional.empty())));
    world
        .door()
        .enter(Visit.of(token, call), caller -> work(caller, call))
        .onSuccess(it -> promise.tryComplete(new Answer<>((R) it, Optional.of(requestId))))
        .onFailure(thrown -> promise.tryFail(failure(call, thrown, requestId)));
    return promise.future().onComplete(_ -> timer.cancel());
  }

  private static Throwable failure(FlyCall<?> call, Throwable thrown, String requestId) {
    return thrown instanceof FlyError error
        ? failed(call, error, error.text(), Optional.of(requestId))
        : thrown;
  }

  private static FailureException failed(
      FlyCall<?> call, FlyError error, String text, Optional<String> requestId) {
    if (call instanceof MachineCall.Wait && error.status() == 408) {
      return new FailureException(
          new Failure.NotYet(new Evidence(Dependency.FLY, text, requestId)));
    }
    return new FailureException(
        error.failure(new Evidence(Dependency.FLY, text, requestId), call.isMutating()));
  }

  private Future<?> work(Caller caller, FlyCall<?> call) {
    return switch (call) {
      case AppCall<?> app -> Future.succeededFuture(app(caller, app));
      case AddressCall<?> address -> Future.succeededFuture(address(caller, address));
      case SecretCall<?> secret -> Future.succeededFuture(secret(caller, secret));
      case CertificateCall<?> certificate ->
          Future.succeededFuture(certificate(caller, certificate));
      case MachineCall.Wait wait -> await(caller, wait);
      case MachineCall<?> machine -> Future.succeededFuture(machine(caller, machine));
      case FleetCall<?> fleet -> Future.succeededFuture(fleet(caller, fleet));
    };
  }

  private Object app(Caller caller, AppCall<?> call) {
    String name = call.app().value();
    return switch (call) {
      case AppCall.Create it -> {
        world
            .apps()
            .create(
                caller,
                new AppDesk.NewApp(
                    name, it.organisation(), it.network(), Optional.of(it.idempotencyKey())));
        yield Done.DONE;
      }
      case AppCall.Get _ -> PortWords.app(world.apps().get(caller, name));
      case AppCall.Delete _ -> {
        world.apps().delete(caller, name, true);
        yield Done.DONE;
      }
    };
  }

  private Object address(Caller caller, AddressCall<?> call) {
    String app = call.app().value();
    return switch (call) {
      case AddressCall.ListAll _ ->
          world.addresses().list(caller, app).stream().map(PortWords::address).toList();
      case AddressCall.Assign it ->
          PortWords.address(world.addresses().assign(caller, app, it.type(), Optional.empty()));
      case AddressCall.Release it -> {
        world.addresses().release(caller, app, it.ip());
        yield Done.DONE;
      }
    };
  }

  private Object secret(Caller caller, SecretCall<?> call) {
    String app = call.app().value();
    return switch (call) {
      case SecretCall.ListAll _ ->
          PortWords.digests(world.secrets().list(caller, app, Optional.empty()));
      case SecretCall.Write it -> {
        Map<String, Optional<SecretValue>> changes = new HashMap<>();
        it.unset().forEach(name -> changes.put(name, Optional.empty()));
        it.set().forEach((name, value) -> changes.put(name, Optional.of(value)));
        yield PortWords.written(world.secrets().write(caller, app, changes));
      }
    };
  }

  private Object certificate(Caller caller, CertificateCall<?> call) {
    String app = call.app().value();
    var desk = world.certificates();
    return switch (call) {
      case CertificateCall.ListAll _ ->
          desk.list(caller, app).stream().map(PortWords::summary).toList();
      case CertificateCall.Get it -> PortWords.certificate(desk.get(caller, app, it.hostname()));
      case CertificateCall.RequestAcme it ->
          PortWords.certificate(desk.requestAcme(caller, app, it.hostname()));
      case CertificateCall.ImportCustom it ->
          PortWords.certificate(
              desk.importCustom(caller, app, it.hostname(), it.chain(), it.privateKey()));
      case CertificateCall.Check it ->
          PortWords.certificate(desk.check(caller, app, it.hostname()));
      case CertificateCall.Remove it -> {
        desk.remove(caller, app, it.hostname());
        yield Done.DONE;
      }
    };
  }

  private Future<Done> await(Caller caller, MachineCall.Wait call) {
    return world
        .machines()
        .await(
            caller,
            new MachineDesk.Path(call.app().value(), call.machine()),
            Set.of(call.state().toString()),
            Optional.of(call.version()).filter(it -> !it.isEmpty()),
            call.timeout())
        .map(Done.DONE);
  }

  private Object machine(Caller caller, MachineCall<?> call) {
    var desk = world.machines();
    String app = call.app().value();
    return switch (call) {
      case MachineCall.ListAll _ -> desk.list(caller, app, false).stream().map(this::said).toList();
      case MachineCall.Get it -> said(desk.get(caller, new MachineDesk.Path(app, it.machine())));
      case MachineCall.Create it ->
          said(
              desk.create(
                  caller,
                  app,
                  it.name(),
                  Optional.of(it.region()),
                  new MachineOrder(
                      it.config().toSend(),
                      it.launch(),
                      it.cordoned(),
                      it.minSecretsVersion(),
                      Optional.empty())));
      case MachineCall.Update it ->
          said(
              desk.update(
                  caller,
                  new MachineDesk.Path(app, it.machine()),
                  new MachineOrder(
                      it.config().toSend(),
                      it.launch(),
                      false,
                      it.minSecretsVersion(),
                      Optional.empty()),
                  Optional.of(it.currentVersion())));
      case MachineCall.GetLease it ->
          PortWords.lease(desk.lease(caller, new MachineDesk.Path(app, it.machine())));
      case MachineCall.Start it -> {
        desk.start(caller, new MachineDesk.Path(app, it.machine()));
        yield Done.DONE;
      }
      case MachineCall.Stop it -> {
        desk.stop(caller, new MachineDesk.Path(app, it.machine()));
        yield Done.DONE;
      }
      case MachineCall.Cordon it -> {
        desk.cordon(caller, new MachineDesk.Path(app, it.machine()), true);
        yield Done.DONE;
      }
      case MachineCall.Uncordon it -> {
        desk.cordon(caller, new MachineDesk.Path(app, it.machine()), false);
        yield Done.DONE;
      }
      case MachineCall.Destroy it -> {
        desk.destroy(caller, new MachineDesk.Path(app, it.machine()), true);
        yield Done.DONE;
      }
      case MachineCall.WriteMetadata it -> {
        desk.writeMetadata(
            caller,
            new MachineDesk.Path(app, it.machine()),
            it.metadata(),
            Optional.of(it.currentVersion()));
        yield Done.DONE;
      }
      case MachineCall.Wait _ -> throw new IllegalArgumentException("waits are not answered here");
    };
  }

  private Object said(MachineShot shot) {
    return PortWords.machine(shot, world.machines().isReachable(shot));
  }

  private Object fleet(Caller caller, FleetCall<?> call) {
    return switch (call) {
      case FleetCall.Machines it ->
          PortWords.fleet(
              world
                  .fleet()
                  .machines(
                      caller,
                      new FleetDesk.Query(
                          it.organisation(),
                          it.includesDeleted(),
                          it.updatedAfter(),
                          it.cursor(),
                          FleetDesk.PAGE_MAX)));
      case FleetCall.Apps it ->
          world.apps().list(caller, it.organisation()).stream().map(PortWords::app).toList();
      case FleetCall.Regions _ -> world.fleet().regions();
    };
  }
}
