package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.HostClaims;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.reconciler.Engine;
import io.runtimeservice.reconciler.Options;
import io.runtimeservice.reconciler.control.BrakeRule;
import io.runtimeservice.reconciler.control.Switchboard;
import io.runtimeservice.reconciler.fixture.Tally;
import io.runtimeservice.reconciler.limit.FlyRates;
import io.runtimeservice.simulator.fly.AppShot;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.FlyError;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.Ledger;
import io.runtimeservice.simulator.fly.MachineShot;
import io.runtimeservice.simulator.fly.Pace;
import io.runtimeservice.simulator.fly.SimulatedFly;
import io.runtimeservice.simulator.queue.InMemoryMarkQueue;
import io.runtimeservice.simulator.secrets.InMemorySecretSource;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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

  static final Duration SWEEP_INTERVAL = Duration.ofMinutes(5);

  private static final String TOKEN = "fm2_ours";

  final ManualTime time = new ManualTime();
  final InMemoryTable table = new InMemoryTable();
  final InMemoryMarkQueue queue = new InMemoryMarkQueue(time);
  final InMemorySecretSource secrets = new InMemorySecretSource();
  final FlyWorld fly;
  final Caller us;

  /** Whether the table's and Fly's clocks say the same as ours. */
  boolean clocksAgree = true;

  /** How long leases last, of replicas that are yet to start. */
  Duration lease = LEASE;

  /** How replicas that are yet to start look at everything. */
  Options.Sweeping sweeping =
      new Options.Sweeping(
          SWEEP_INTERVAL, Options.Sweeping.FEED_INTERVAL, Duration.ofHours(24), 1, true, false);

  /** As often as any, and with the whole looks that are due once an hour. */
  static Options.Sweeping lookingWholeHourly(boolean repairs) {
    return new Options.Sweeping(
        SWEEP_INTERVAL, Options.Sweeping.FEED_INTERVAL, Duration.ofHours(1), 1, repairs, false);
  }

  /** One that nobody sees who is not asked to look. */
  static final Options.Sweeping SELDOM =
      new Options.Sweeping(
          Duration.ofDays(1), Duration.ofDays(1), Duration.ofHours(24), 1, true, false);

  /** How much replicas that are yet to start take away for good. */
  BrakeRule brake = new BrakeRule(10, 5, 20);

  /** How often replicas that are yet to start read what operators let be done. */
  Duration controlInterval = Switchboard.INTERVAL;

  /** P20: whether the table gives one record a page. */
  boolean tinyPages;

  /** How many passes a replica that is started from now on may have in flight. */
  int concurrency = 512;

  /**
   * P12: whether somebody else changes things behind the service's back, while lists are old or
   * empty: of what it has not asked for again nobody can say that it knows.
   */
  boolean drifts;

  /** P9 and P10: what becomes of the Manager's marks on their way to the queue. */
  BiConsumer<Universe, EnvironmentKey> post = Universe::send;

  /** What goes wrong from now on. */
  Trouble trouble = Trouble.NONE;

  private final long seed;
  private final Random random;
  private final boolean instant;
  private final List<Replica> replicas = new ArrayList<>();
  private final Map<String, EnvironmentKey> owners = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Onlooker> onlookers = new ArrayList<>();
  private long calls;
  private int starting;

  /** One in which the table answers at once. */
  Universe() {
    this(42, Pace.LIKE_FLY, true);
  }

  /** One in which every answer takes its time, so that replicas get into each other's way. */
  Universe(long seed) {
    this(seed, Pace.LIKE_FLY, false);
  }

  /** One in which the table answers at once, and Fly takes its own time. */
  Universe(Pace pace) {
    this(42, pace, true);
  }

  private Universe(long seed, Pace pace, boolean instant) {
    this.seed = seed;
    this.random = new Random(seed);
    this.instant = instant;
    this.fly = new FlyWorld(time, new Random(seed), pace);
    this.us = fly.organisation(ORGANISATION, TOKEN);
  }

  /** Starts a replica of the service. */
  Replica replica() {
    return replica(_ -> {});
  }

  /** Starts a replica of the service whose clocks are not quite right. */
  Replica replica(Consumer<Wire.ReplicaClock> clocks) {
    String name = "replica-" + (replicas.size() + 1);
    var clock = new Wire.ReplicaClock(time);
    clocks.accept(clock);
    var wire = new Wire(name, this, clock);
    var tally = new Tally();
    var world =
        new Engine.World(
            wire.through(Fly.class, Call.Port.FLY, new SimulatedFly(fly, time, TOKEN)),
            wire.through(EnvironmentStore.class, Call.Port.ENVIRONMENTS, table.environmentStore()),
            wire.through(RuntimeStore.class, Call.Port.RUNTIMES, table.runtimeStore()),
            wire.through(HostClaims.class, Call.Port.CLAIMS, table.hostClaims()),
            wire.through(MarkQueue.class, Call.Port.QUEUE, queue),
            wire.through(SecretSource.class, Call.Port.SECRETS, secrets),
            wire.through(ControlStore.class, Call.Port.CONTROLS, table.controlStore()),
            wire.through(SweepStore.class, Call.Port.SWEEPS, table.sweepStore()),
            wire.through(Inventory.class, Call.Port.INVENTORY, table.inventory()),
            wire.time(),
            () -> clocksAgree && clock.isRight(),
            tally);
    var options =
        new Options(
            new Options.Whose("test", ORGANISATION, name),
            new Options.Pace(lease, DELETE_GRACE, controlInterval, concurrency, FlyRates.DEFAULT),
            sweeping,
            brake);
    var engine = Engine.assemble(world, options, new Random(seed + replicas.size()));
    var replica = new Replica(name, wire, clock, engine, tally);
    replicas.add(replica);
    engine.open();
    return replica;
  }

  /** The owners of the host names paste into their zones what they are told to. */
  void pasteDns() {
    for (EnvironmentKey key : table.environmentKeys()) {
      for (Value row : table.status(key).items("dns")) {
        if (row instanceof Value.Tree tree) {
          fly.dns()
              .put(
                  tree.text("type").orElseThrow(),
                  tree.text("name").orElseThrow(),
                  tree.text("value").orElseThrow());
        }
      }
    }
  }

  /** Starts a replica for each one too few that is dead, when it has been dead for so long. */
  void restartDead(int wanted, Duration after) {
    long alive = replicas.stream().filter(it -> !it.isDead()).count();
    if (alive + starting < wanted) {
      starting++;
      time.after(
          after,
          () -> {
            starting--;
            replica();
          });
    }
  }

  /** All that ever were, the dead included. */
  List<Replica> replicas() {
    return List.copyOf(replicas);
  }

  /** How many calls were made by all replicas together. */
  long calls() {
    return calls;
  }

  /** What must never happen, and has. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  boolean isInstant() {
    return instant;
  }

  /** How long half of a call to the table takes. */
  Duration latency() {
    return instant ? Duration.ZERO : Duration.ofMillis(1 + random.nextInt(8));
  }

  /** Something has happened that must never happen. */
  void complain(String what) {
    violations.add(time.now() + ": " + what);
  }

  /** A call is about to leave a replica; nobody may change anything without the lease. */
  Call numbered(String replica, Call.Port port, String action, Optional<String> app) {
    var call = new Call(replica, ++calls, port, action, app);
    app.filter(it -> !leaseHolder(it).filter(replica::equals).isPresent())
        .ifPresent(it ->
            violations.add("%s: %s is changed without its lease".formatted(time.now(), call)));
    return call;
  }

  /** Who has the lease of the environment that an app belongs to. */
  private Optional<String> leaseHolder(String app) {
    return ownerOf(app)
        .or(() -> formerOwnerOf(app))
        .flatMap(table::runtime)
        .flatMap(it -> it.text("owner"));
  }

  /** The environment whose record reserves an app's name, or is about to give it up. */
  Optional<EnvironmentKey> ownerOf(String app) {
    return Optional.ofNullable(owners.get(app))
        .filter(key -> table.runtime(key).filter(it -> names(it, app)).isPresent())
        .or(() -> findOwner(app));
  }

  /** Looks through all of them, and remembers who they are. */
  private Optional<EnvironmentKey> findOwner(String app) {
    owners.clear();
    table
        .runtimes()
        .forEach((key, record) -> {
          record.tree("closing").text("name").ifPresent(it -> owners.put(it, key));
          record.text("flyApp").ifPresent(it -> owners.put(it, key));
        });
    return Optional.ofNullable(owners.get(app));
  }

  /** The environment whose record has given an app's name up: an app of it is left over. */
  Optional<EnvironmentKey> formerOwnerOf(String app) {
    return table.runtimes().entrySet().stream()
        .filter(it -> hasGivenUp(it.getValue(), app))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  static boolean hasGivenUp(Value.Tree record, String app) {
    return record.items("closed").stream()
        .anyMatch(it -> ((Value.Tree) it).text("name").filter(app::equals).isPresent());
  }

  private static boolean names(Value.Tree record, String app) {
    return record.text("flyApp").filter(app::equals).isPresent()
        || record.tree("closing").text("name").filter(app::equals).isPresent();
  }

  /** Somebody is told of everything from now on. */
  void watch(Onlooker onlooker) {
    onlookers.add(onlooker);
  }

  void sent(Call call, List<Object> arguments) {
    onlookers.forEach(it -> it.sent(call, arguments));
  }

  void happened(Call call, List<Object> arguments, AsyncResult<?> answer) {
    onlookers.forEach(it -> it.happened(call, arguments, answer));
  }

  void heard(Call call, List<Object> arguments, AsyncResult<?> answer) {
    onlookers.forEach(it -> it.heard(call, arguments, answer));
  }

  /** A replica does a piece of work: it makes a call, or sets a timer. */
  void works(String replica) {
    onlookers.forEach(it -> it.works(replica));
  }

  /** Tells a replica to end. */
  Future<Void> end(Replica replica) {
    return replica.engine().close();
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
    post.accept(this, key);
  }

  /** A mark arrives on the queue. */
  void send(EnvironmentKey key) {
    onlookers.forEach(it -> it.marked(key));
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
    return fly.apps().list(us, ORGANISATION).stream()
        .map(AppShot::name)
        .filter(this::isThere)
        .toList();
  }

  /** The list names an app for a while that is gone. */
  private boolean isThere(String app) {
    try {
      fly.machines().list(us, app, false);
      return true;
    } catch (FlyError absent) {
      return false;
    }
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
    return flySince(position).stream()
        .filter(it -> !it.mutating())
        .map(Ledger.Entry::action)
        .toList();
  }

  /** The calls to Fly since that were made for an environment, and not by the sweep for all. */
  List<Ledger.Entry> flySince(long position) {
    return fly.ledger().since(position).stream()
        .filter(it -> !Call.OF_THE_SWEEP.contains(it.action()))
        .toList();
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
