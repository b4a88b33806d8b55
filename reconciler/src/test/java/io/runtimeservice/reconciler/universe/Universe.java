package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.HostClaims;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.reconciler.Engine;
import io.runtimeservice.reconciler.limit.FlyRates;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.Ledger;
import io.runtimeservice.simulator.fly.MachineShot;
import io.runtimeservice.simulator.fly.Pace;
import io.runtimeservice.simulator.fly.SimulatedFly;
import io.runtimeservice.simulator.queue.InMemoryMarkQueue;
import io.runtimeservice.simulator.secrets.InMemorySecretSource;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Table, queue, secret source and Fly on one thread, with a clock that moves when it is told to,
 * and the replicas that live in it. The same calls give the same history.
 */
final class Universe {

  static final String ORGANISATION = "acme";
  static final Duration LEASE = Duration.ofSeconds(30);
  static final Duration DELETE_GRACE = Duration.ofMinutes(10);

  private static final String TOKEN = "fm2_ours";

  final ManualTime time = new ManualTime();
  final InMemoryTable table = new InMemoryTable();
  final InMemoryMarkQueue queue = new InMemoryMarkQueue(time);
  final InMemorySecretSource secrets = new InMemorySecretSource();
  final FlyWorld fly;
  final Caller us;

  /** Whether the table's and Fly's clocks say the same as ours. */
  boolean clocksAgree = true;

  private final long seed;
  private final List<Lifeline> replicas = new ArrayList<>();
  private final Map<Lifeline, Engine> engines = new HashMap<>();

  Universe() {
    this(42, Pace.LIKE_FLY);
  }

  Universe(long seed, Pace pace) {
    this.seed = seed;
    this.fly = new FlyWorld(time, new Random(seed), pace);
    this.us = fly.organisation(ORGANISATION, TOKEN);
  }

  /** Starts a replica of the service. */
  Lifeline replica() {
    var life = new Lifeline(time);
    replicas.add(life);
    var world =
        new Engine.World(
            life.through(Fly.class, new SimulatedFly(fly, time, TOKEN)),
            life.through(EnvironmentStore.class, table.environmentStore()),
            life.through(RuntimeStore.class, table.runtimeStore()),
            life.through(HostClaims.class, table.hostClaims()),
            life.through(MarkQueue.class, queue),
            life.through(SecretSource.class, secrets),
            life.time(),
            () -> clocksAgree,
            Telemetry.NONE);
    var options =
        new Engine.Options(
            "test",
            ORGANISATION,
            "replica-" + replicas.size(),
            LEASE,
            DELETE_GRACE,
            Duration.ofHours(24),
            Duration.ofMinutes(5),
            512,
            FlyRates.DEFAULT);
    var engine = Engine.assemble(world, options, new Random(seed + replicas.size()));
    engines.put(life, engine);
    engine.open();
    return life;
  }

  /** Tells a replica to end. */
  Future<Void> end(Lifeline replica) {
    return Optional.ofNullable(engines.get(replica)).orElseThrow().close();
  }

  /** The Environment Manager writes an app. */
  void app(String id, String json) {
    table.putApp(new AppId(id), tree(json).with("appId", Values.text(id)));
  }

  /** The Environment Manager writes an environment, and says so. */
  EnvironmentKey environment(String app, String id, String json) {
    var key = EnvironmentKey.of(app, id);
    table.putEnvironment(key, tree(json).with("environmentId", Values.text(id)));
    mark(key);
    return key;
  }

  /** The Environment Manager changes an environment: a new generation, and a mark. */
  void change(EnvironmentKey key, UnaryOperator<Value.Tree> change) {
    table.changeEnvironment(
        key,
        record -> {
          long generation = record.whole("generation").orElse(0L);
          return change.apply(record).with("generation", Values.number(generation + 1));
        });
    mark(key);
  }

  /** Changes one field of the spec. */
  void spec(EnvironmentKey key, String field, String json) {
    change(key, record -> record.with("spec", record.tree("spec").with(field, value(json))));
  }

  void desire(EnvironmentKey key, String wish) {
    change(key, record -> record.with("desired", Values.text(wish)));
  }

  void mark(EnvironmentKey key) {
    queue.send(Mark.of(key, MarkSource.MANAGER));
  }

  void pass(Duration passing) {
    time.advance(passing);
  }

  /** Lets time pass until an environment is in a state; fails if it takes too long. */
  void until(EnvironmentKey key, String state) {
    for (int seconds = 0; seconds < 1800; seconds++) {
      if (state(key).equals(state)) {
        return;
      }
      time.advance(Duration.ofSeconds(1));
    }
    throw new AssertionError(
        "expected " + key + " to be " + state + ", and it is\n" + Json.write(table.status(key)));
  }

  String state(EnvironmentKey key) {
    return table.status(key).text("state").orElse("");
  }

  /** The condition of a type. */
  Value.Tree condition(EnvironmentKey key, String type) {
    return table.status(key).items("conditions").stream()
        .map(Value.Tree.class::cast)
        .filter(it -> it.text("type").orElse("").equals(type))
        .findFirst()
        .orElse(Value.Tree.EMPTY);
  }

  /** The names of the live apps on Fly. */
  List<String> apps() {
    return fly.apps().list(us, ORGANISATION).stream().map(it -> it.name()).toList();
  }

  /** The live machines of an environment's app, as they are now. */
  List<MachineShot> machines(String app) {
    return fly.machines().list(us, app, false).stream().filter(it -> !it.isGone()).toList();
  }

  /** The only app, of which there has to be one. */
  String onlyApp() {
    var apps = apps();
    if (apps.size() != 1) {
      throw new AssertionError("expected one app on Fly, and there are " + apps);
    }
    return apps.getFirst();
  }

  MachineShot onlyMachine() {
    var machines = machines(onlyApp());
    if (machines.size() != 1) {
      throw new AssertionError("expected one machine, and there are " + machines);
    }
    return machines.getFirst();
  }

  /** What was called since, each by its action. */
  List<String> mutatingSince(long position) {
    return fly.ledger().mutatingSince(position).stream().map(Ledger.Entry::action).toList();
  }

  List<String> readsSince(long position) {
    return fly.ledger().readsSince(position).stream().map(Ledger.Entry::action).toList();
  }

  Map<String, String> env(MachineShot machine) {
    var env = machine.config().tree("env");
    return env.fields().keySet().stream()
        .collect(Collectors.toMap(it -> it, it -> env.text(it).orElse("")));
  }

  static Value.Tree tree(String json) {
    return (Value.Tree) value(json);
  }

  static Value value(String json) {
    try {
      return Json.read(json.replace('\'', '"'));
    } catch (Json.MalformedJsonException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
