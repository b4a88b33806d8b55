package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.accept.Judgement;
import io.runtimeservice.reconciler.look.Bookkeeper;
import io.runtimeservice.reconciler.look.Look;
import io.runtimeservice.reconciler.plan.Blueprint;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.plan.Ownership;
import io.runtimeservice.reconciler.plan.Reservations;
import java.time.Instant;
import java.util.Optional;

/**
 * The first preview, to be copied: what a copy has of its own, its names and digests, is computed
 * by the service's own rules, so that no pass finds anything to do about it.
 */
final class Specimen {

  /** The variable that says whose it is: without it all digests would be the same. */
  static final String OWN = "PREVIEW";

  /** A machine's version is a ULID: when it was made stays, and what is drawn is a number. */
  private static final int ULID_TIME_CHARACTERS = 10;

  private final Preview first;
  private final Instant now;
  private final Reservations reservations = new Reservations(Whose.INSTALLATION);
  private final Bookkeeper bookkeeper =
      new Bookkeeper(reservations, EngineUnderTest.WHOLE_LOOK_INTERVAL);

  private final RuntimeRecord runtime;

  Specimen(Preview first, Instant now) {
    this.first = first;
    this.now = now;
    this.runtime =
        judged(first.key(), first.app(), first.environment(), Optional.of(first.runtime()))
            .record();
  }

  /** Another one like it. */
  Preview copy(EnvironmentKey key, int number) {
    var app = FirstPreview.app(key.app());
    var record = environment(key);
    var desired = judged(key, app, record, Optional.empty()).desired();
    var known = known(desired);
    var own = known.naming().reserved().orElseThrow();
    String machine = "%014x".formatted(0x100000000L + number);
    String version = version(number);
    String digest =
        Blueprint.of(desired, known, desired.spec().build().image().orElseThrow()).digest();
    return new Preview(
        key,
        own.name(),
        app,
        record.with("url", Values.text("https://" + own.name().hostname())),
        RuntimeRecordCodec.write(
            known.withApplied(
                runtime
                    .applied()
                    .withMachine(
                        new Slot(0), new Applied.InSlot(new MachineId(machine), version)))),
        first
            .flyApp()
            .with("name", Values.text(own.name().value()))
            .with("network", Values.text(own.network())),
        marked(first.row(), key, digest)
            .with("app_name", Values.text(own.name().value()))
            .with("id", Values.text(machine))
            .with("version", Values.text(version))
            .with("instance_id", Values.text(version)),
        marked(first.machine(), key, digest)
            .with("id", Values.text(machine))
            .with("version", Values.text(version))
            .with("instance_id", Values.text(version)));
  }

  private String version(int number) {
    String version = runtime.applied().machines().values().iterator().next().version();
    int drawn = version.length() - ULID_TIME_CHARACTERS;
    return version.substring(0, ULID_TIME_CHARACTERS) + ("%0" + drawn + "d").formatted(number);
  }

  private Value.Tree environment(EnvironmentKey key) {
    var spec = first.environment().tree("spec");
    return first
        .environment()
        .with("environmentId", Values.text(key.environment().value()))
        .with("spec", spec.with("config", withOwn(spec.tree("config"), key)));
  }

  private static Value.Tree withOwn(Value.Tree variables, EnvironmentKey key) {
    return variables.with(OWN, Values.text(key.toString()));
  }

  private static Value.Tree marked(Value.Tree machine, EnvironmentKey key, String digest) {
    var config = machine.tree("config");
    var metadata =
        config
            .tree("metadata")
            .with(Ownership.APP, Values.text(key.app().value()))
            .with(Ownership.ENVIRONMENT, Values.text(key.environment().value()))
            .with(Ownership.CONFIG, Values.text(digest));
    var marked = config.with("metadata", metadata);
    return machine.with(
        "config",
        config.get("env").isPresent()
            ? marked.with("env", withOwn(config.tree("env"), key))
            : marked);
  }

  /** Reserved and accepted when the first one was, and written by the same. */
  private RuntimeRecord known(Desired desired) {
    Progress reached = runtime.progress().orElseThrow();
    Naming.Reserved reserved = runtime.naming().reserved().orElseThrow();
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

  private Judgement.Accepted judged(
      EnvironmentKey key, Value.Tree app, Value.Tree record, Optional<Value.Tree> written) {
    var records = new Records(Optional.of(app), Optional.of(record), written);
    return switch (new Judge(reservations).judge(key, records, Moment.agreed(now))) {
      case Judgement.Accepted accepted -> accepted;
      case Judgement.Nothing _, Judgement.Refused _ ->
          throw new IllegalArgumentException(key + " is not as a preview must be: " + records);
    };
  }
}
