package io.runtimeservice.reconciler.loop;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Applied.InSlot;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.reconciler.Engine;
import io.runtimeservice.reconciler.Options;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.control.BrakeRule;
import io.runtimeservice.reconciler.control.Switchboard;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.runtimeservice.reconciler.fixture.Tally;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.limit.FlyRates;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.simulator.secrets.InMemorySecretSource;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A reconciler whose passes wait in their first step until a test lets them go on, to the end that
 * it chooses.
 */
final class LoopWorld {

  static final int CONCURRENCY = 3;

  private static final String SPEC =
      "{\"image\": \"registry.fly.io/checkout@sha256:%s\"}".formatted("1".repeat(64));

  final ManualTime time = new ManualTime();
  final Tally tally = new Tally();
  final ScriptedFly fly = new ScriptedFly().answers(FleetCall.Regions.class, Set.of("iad"));
  final HandQueue queue = new HandQueue();
  final List<EnvironmentStore.StatusWrite> statuses = new ArrayList<>();

  /** Every start of a pass, in its order. */
  final List<EnvironmentKey> starts = new ArrayList<>();

  final Engine engine;
  final Reconciler loop;

  /** Whether somebody else changes each record between its load and its status. */
  boolean overtaken;

  private final Map<EnvironmentKey, Deque<Promise<Records>>> loading = new HashMap<>();
  private final InMemoryTable table = new InMemoryTable();

  LoopWorld() {
    this.engine = Engine.assemble(world(), options(), new Random(42));
    this.loop = engine.loop();
  }

  private Engine.World world() {
    return new Engine.World(
        fly,
        new GatedStore(),
        table.runtimeStore(),
        table.hostClaims(),
        queue,
        new InMemorySecretSource(),
        table.controlStore(),
        table.sweepStore(),
        table.inventory(),
        time,
        () -> true,
        tally);
  }

  private static Options options() {
    return new Options(
        new Options.Whose("test", "acme", "ours"),
        new Options.Pace(
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Switchboard.INTERVAL,
            CONCURRENCY,
            FlyRates.DEFAULT),
        new Options.Sweeping(
            Duration.ofMinutes(5),
            Options.Sweeping.FEED_INTERVAL,
            Duration.ofHours(24),
            1,
            true,
            false),
        new BrakeRule(10, 5, 20));
  }

  private final class GatedStore implements EnvironmentStore {
    @Override
    public Future<Records> load(EnvironmentKey key) {
      starts.add(key);
      Promise<Records> promise = Promise.promise();
      loading.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(promise);
      return promise.future();
    }

    @Override
    public Future<Write> writeStatus(StatusWrite write) {
      statuses.add(write);
      return Future.succeededFuture(overtaken ? Write.REFUSED : Write.WRITTEN);
    }

    @Override
    public Future<Write> writeUrl(EnvironmentKey key, String url) {
      return Future.succeededFuture(Write.WRITTEN);
    }

    @Override
    public Future<Page> list(Query query) {
      return Future.succeededFuture(new Page(List.of(), Optional.empty()));
    }
  }

  /** How many passes over an environment have started. */
  long passes(EnvironmentKey key) {
    return starts.stream().filter(key::equals).count();
  }

  void loads(EnvironmentKey key, Records records) {
    next(key).complete(records);
  }

  /** There is no environment record. */
  void isGone(EnvironmentKey key) {
    loads(key, new Records(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** The table cannot be read. */
  void isUnreadable(EnvironmentKey key) {
    next(key).fail(new FailureException(new Failure.Unavailable(Said.TABLE)));
  }

  /** Its record is wrong: a person has to correct it. */
  void isWrong(EnvironmentKey key) {
    loads(key, records(key, "running", "{\"colour\": \"blue\"}", RuntimeRecord.none(key)));
  }

  /** Somebody else is at work on it. */
  void isHeld(EnvironmentKey key) {
    var lease = new LeaseMark(Optional.of("others"), 7, 3);
    loads(key, records(key, "running", "{}", RuntimeRecord.none(key).withLease(lease)));
  }

  /** It is to be deleted, and there is nothing of it. */
  void isDeleted(EnvironmentKey key) {
    loads(key, records(key, "deleted", "{}", record(key)));
  }

  /** Fly has accepted its deletion, which has to be confirmed. */
  void isBeingDeleted(EnvironmentKey key) {
    fly.fails(AppCall.Get.class, new Failure.Absent(Said.FLY));
    var name = FlyAppName.of("test", key, 1);
    var closing = Closing.of(name, time.now(), Optional.empty());
    loads(key, records(key, "deleted", "{}", record(key).withClosing(Optional.of(closing))));
  }

  /** Everything is as desired, but that its machine is still on its way to be started. */
  void isStarting(EnvironmentKey key) {
    var found =
        Judge.desired(
                    key,
                    records(key, "running", SPEC, RuntimeRecord.none(key)),
                    Moment.agreed(time.now()))
                instanceof Reading.Read<Desired>(Desired desired)
            ? Given.converged(desired)
            : Observed.of(RuntimeRecord.none(key));
    var machine = starting(found.machines().getFirst(), key);
    var applied = found.record().applied().withMachine(new Slot(0), new InSlot(machine.id(), "v1"));
    fly.answers(MachineCall.ListAll.class, List.of(machine));
    fly.answers(MachineCall.Get.class, machine);
    var record = found.record().withApplied(applied).withLease(record(key).lease());
    loads(key, records(key, "running", SPEC, record));
  }

  private static Machine starting(Machine machine, EnvironmentKey key) {
    return new Machine(
        new MachineId(key.environment().value()),
        machine.name(),
        machine.region(),
        MachineState.STARTING,
        machine.version(),
        machine.imageDigest(),
        machine.config(),
        machine.health());
  }

  /** The record as it stands in the table by now. */
  private RuntimeRecord record(EnvironmentKey key) {
    return RuntimeRecord.none(key)
        .withLease(table.runtime(key).map(RuntimeRecordCodec::lease).orElse(LeaseMark.NEVER_HELD));
  }

  static Records records(EnvironmentKey key, String wish, String spec, RuntimeRecord record) {
    return new Records(
        Optional.of(Wanted.tree(Wanted.APP)),
        Optional.of(environment(key, wish, spec)),
        Optional.of(record)
            .filter(it -> !it.equals(RuntimeRecord.none(key)))
            .map(RuntimeRecordCodec::write));
  }

  private static Value.Tree environment(EnvironmentKey key, String wish, String spec) {
    return Wanted.tree(
        """
        {"environmentId": "%s", "type": "preview", "branch": "b", "generation": 1,
         "desired": "%s", "spec": %s}
        """
            .formatted(key.environment(), wish, spec));
  }

  private Promise<Records> next(EnvironmentKey key) {
    var waiting = loading.getOrDefault(key, new ArrayDeque<>());
    if (waiting.isEmpty()) {
      throw new AssertionError("no pass over " + key + " is under way");
    }
    return waiting.remove();
  }
}
