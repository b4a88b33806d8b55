package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.accept.Judgement;
import io.runtimeservice.reconciler.look.Bookkeeper;
import io.runtimeservice.reconciler.look.Look;
import io.runtimeservice.reconciler.plan.Blueprint;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.plan.Ownership;
import io.runtimeservice.reconciler.plan.Reservations;
import io.runtimeservice.simulator.fly.AddressShot;
import io.runtimeservice.simulator.fly.AppDesk;
import io.runtimeservice.simulator.fly.CopyDesk;
import io.runtimeservice.simulator.fly.MachineShot;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Optional;

/**
 * A preview that has converged by real passes, to be copied with all that belongs to it. What a
 * copy has of its own, its names, its digests and when it is to be looked at, is computed by the
 * service's own rules, so that no pass finds anything to do about it.
 */
final class Specimen {

  /** The variable that says whose it is: without it all digests would be the same. */
  private static final String OWN = "PREVIEW";

  /** As the replicas of a universe are told. */
  private static final Duration WHOLE_LOOK_INTERVAL = Duration.ofHours(24);

  private final Universe world;
  private final Value.Tree environment;
  private final RuntimeRecord runtime;
  private final Naming.Reserved reserved;
  private final Reservations reservations;
  private final Bookkeeper bookkeeper;

  /**
   * One that is at rest, and nobody works at.
   *
   * @param app the App record
   */
  Specimen(Universe world, EnvironmentKey key, Value.Tree app) {
    this.world = world;
    this.environment = world.table.environment(key).orElseThrow();
    this.reservations = new Reservations(installation(world, key));
    this.bookkeeper = new Bookkeeper(reservations, WHOLE_LOOK_INTERVAL);
    this.runtime = judged(key, app, environment, world.table.runtime(key)).record();
    this.reserved = runtime.naming().reserved().orElseThrow();
  }

  private static String installation(Universe world, EnvironmentKey key) {
    String app = world.table.runtime(key).flatMap(it -> it.text("flyApp")).orElseThrow();
    var machine = world.machines(app).getFirst();
    return machine.config().tree("metadata").text(Ownership.INSTALLATION).orElseThrow();
  }

  /** The spec of the preview, and of each that is to be like it. */
  static String spec(EnvironmentKey key) {
    return "{'image': '%s', 'config': {'%s': '%s'}}".formatted(Samples.IMAGE_1, OWN, key);
  }

  /** Makes another one like it; its history is empty. */
  void copyTo(EnvironmentKey key, Value.Tree app) {
    var record = environmentOf(key);
    var desired = judged(key, app, record, Optional.empty()).desired();
    var known = known(desired);
    var own = known.naming().reserved().orElseThrow();
    var copy = onFly(desired, known, own);
    world.table.putRuntime(key, RuntimeRecordCodec.write(known.withApplied(applied(copy))));
    world.table.putEnvironment(
        key, record.with("url", Values.text("https://" + own.name().hostname())));
  }

  private Value.Tree environmentOf(EnvironmentKey key) {
    var spec = environment.tree("spec");
    return environment
        .with("environmentId", Values.text(key.environment().value()))
        .with("spec", spec.with("config", withOwn(spec.tree("config"), key)));
  }

  private static Value.Tree withOwn(Value.Tree variables, EnvironmentKey key) {
    return variables.with(OWN, Values.text(key.toString()));
  }

  /** Reserved and accepted at the moment at which the specimen was, and written by the same. */
  private RuntimeRecord known(Desired desired) {
    Progress reached = runtime.progress().orElseThrow();
    RuntimeRecord known =
        bookkeeper
            .learn(
                desired,
                RuntimeRecord.none(desired.key()),
                Look.NONE,
                Optional.of(reached.acceptedAt()),
                reserved.at())
            .record();
    Progress own = known.progress().orElseThrow();
    return known
        .withProgress(own.withRepairs(reached.repairs()))
        .withBegun()
        .withReached(desired.version())
        .withLease(runtime.lease());
  }

  private CopyDesk.Copy onFly(Desired desired, RuntimeRecord known, Naming.Reserved own) {
    String key = Reservations.idempotencyKey(desired.key(), own.name());
    var image = desired.spec().build().image().orElseThrow();
    String digest = Blueprint.of(desired, known, image).digest();
    return world
        .fly
        .copies()
        .copy(
            world.us,
            reserved.name().value(),
            new AppDesk.NewApp(
                own.name().value(),
                Universe.ORGANISATION,
                Optional.of(own.network()),
                Optional.of(key)),
            config -> config(config, desired.key(), digest));
  }

  private static Value.Tree config(Value.Tree config, EnvironmentKey key, String digest) {
    return config
        .with("env", withOwn(config.tree("env"), key))
        .with(
            "metadata",
            config
                .tree("metadata")
                .with(Ownership.APP, Values.text(key.app().value()))
                .with(Ownership.ENVIRONMENT, Values.text(key.environment().value()))
                .with(Ownership.CONFIG, Values.text(digest)));
  }

  private Applied applied(CopyDesk.Copy copy) {
    var addresses = new EnumMap<AddressType, String>(AddressType.class);
    for (AddressShot address : copy.addresses()) {
      addresses.put(address.type(), address.ip());
    }
    Applied applied = runtime.applied().withAddresses(addresses);
    for (MachineShot machine : copy.machines()) {
      applied =
          applied.withMachine(
              Slot.parse(machine.name()).orElseThrow(),
              new Applied.InSlot(machine.id(), machine.version()));
    }
    return applied;
  }

  private Judgement.Accepted judged(
      EnvironmentKey key, Value.Tree app, Value.Tree record, Optional<Value.Tree> runtime) {
    var records = new Records(Optional.of(app), Optional.of(record), runtime);
    return switch (new Judge(reservations).judge(key, records, Moment.agreed(world.time.now()))) {
      case Judgement.Accepted accepted -> accepted;
      case Judgement.Nothing _, Judgement.Refused _ ->
          throw new IllegalArgumentException(key + " is not as a preview must be: " + records);
    };
  }
}
