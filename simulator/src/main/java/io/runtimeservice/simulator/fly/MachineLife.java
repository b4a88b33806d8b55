package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A machine from its creation to its end: each state leads to the next in its own time, and every
 * change is kept, for the lists are behind. For one thread.
 */
final class MachineLife {

  /** Fly's own limit of restarts, where the configuration names none. */
  static final int RESTARTS_MAX = 10;

  static final int EVENTS_MAX = 50;
  static final Duration RESTART_DELAY = Duration.ofSeconds(1);

  private final AppState app;
  private final Means means;
  private final MachineId id;
  private final String name;
  private final MachineShot.Place place;
  private final Instant createdAt;
  private final LeaseHolder lease;
  private final Arrivals arrivals;
  private final Trail<MachineShot> trail;
  private final EdgeSight edge;
  private final List<MachineShot.Event> events = new ArrayList<>();
  private final List<Version> versions = new ArrayList<>();
  private final List<Time.Timer> timers = new ArrayList<>();

  private MachineState state = MachineState.CREATED;
  private String version = "";
  private Value.Tree config = Value.Tree.EMPTY;
  private Registry.Resolved image;
  private Map<String, String> secrets = Map.of();
  private List<MachineShot.Check> checks = List.of();
  private boolean launch;
  private boolean cordoned;
  private boolean runs;
  private int restarts;
  private Optional<Time.Timer> idle = Optional.empty();
  private Instant updatedAt;
  private Instant stoppedAt = Instant.MIN;

  /** A configuration that it has or had. */
  record Version(String id, Value.Tree config) {}

  MachineLife(AppState app, Means means, String name, String host, MachineOrder order) {
    this.app = app;
    this.means = means;
    this.id = new MachineId(means.ids().machine());
    this.name = name;
    this.place = place(app, means, host);
    this.createdAt = means.time().now();
    this.updatedAt = createdAt;
    this.lease = new LeaseHolder(id);
    this.arrivals = new Arrivals(means.time());
    this.trail = new Trail<>(means.pace().listLag());
    this.image = means.registry().resolve(imageOf(order.config()));
    this.cordoned = order.cordoned();
    this.edge = new EdgeSight(means, cordoned);
    take(order);
    note("launch", "user", Optional.empty());
    moved();
    after(pull(), this::settle);
  }

  /** One in another app that has come as far as this one; what this one has begun it has not. */
  MachineLife(AppState app, MachineLife like, Value.Tree config) {
    this.app = app;
    this.means = like.means;
    this.id = new MachineId(means.ids().machine());
    this.name = like.name;
    this.place =
        place(
            app,
            means,
            means.hosts().place(app.organisation, Optional.of(like.place.region()), means.ids()));
    this.createdAt = means.time().now();
    this.updatedAt = createdAt;
    this.lease = new LeaseHolder(id);
    this.arrivals = new Arrivals(means.time());
    this.trail = new Trail<>(means.pace().listLag());
    this.image = like.image;
    this.state = like.state;
    this.version = means.ids().ulid(createdAt);
    this.config = config;
    this.checks = like.checks;
    this.launch = like.launch;
    this.cordoned = like.cordoned;
    this.edge = new EdgeSight(means, cordoned);
    this.runs = like.runs;
    this.restarts = like.restarts;
    this.stoppedAt = like.stoppedAt;
    events.addAll(like.events);
    versions.add(new Version(version, config));
    moved();
    if (runs) {
      idleAgain();
    }
  }

  private static MachineShot.Place place(AppState app, Means means, String host) {
    return new MachineShot.Place(
        host.substring(0, host.indexOf('-')),
        host,
        AddressDesk.privateIp(app, means.ids().below(0xffff)));
  }

  MachineId id() {
    return id;
  }

  String name() {
    return name;
  }

  LeaseHolder lease() {
    return lease;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  EdgeSight edge() {
    return edge;
  }

  List<Version> versions() {
    return List.copyOf(versions);
  }

  String host() {
    return place.host();
  }

  boolean isGone() {
    return state.isGone();
  }

  /** What a list shows that is so far behind. */
  Optional<MachineShot> shotAt(Instant moment) {
    return trail.at(moment);
  }

  MachineShot shot() {
    return new MachineShot(
        id,
        app.name,
        name,
        place,
        state,
        version,
        cordoned,
        new MachineShot.Image(image.registry(), image.repository(), image.tag(), image.digest()),
        config,
        checks,
        events,
        secrets,
        createdAt,
        updatedAt);
  }

  /** Whether a request to its port would be answered. */
  boolean listens() {
    return runs
        && switch (image.behaviour()) {
          case ImageBehaviour.Serves _,
              ImageBehaviour.AnswersWithErrors _,
              ImageBehaviour.PullsSlowly _,
              ImageBehaviour.Exits _ ->
              true;
          case ImageBehaviour.ListensNowhere _,
              ImageBehaviour.NeverBoots _,
              ImageBehaviour.Missing _,
              ImageBehaviour.Denied _ ->
              false;
        };
  }

  // What is asked of it.

  void update(MachineOrder order, Optional<String> currentVersion) {
    switch (state) {
      case CREATED, STARTED, STOPPED, SUSPENDED, FAILED -> {}
      case REPLACING, UPDATING -> throw Refusals.concurrentUpdate();
      case DESTROYING, DESTROYED, LAUNCH_FAILED -> throw Refusals.absent("machine");
      case CREATING, STARTING, STOPPING, SUSPENDING, RESTARTING, REPLACED, MIGRATED, UNKNOWN ->
          throw Refusals.cannotUpdate(state.toString());
    }
    if (currentVersion.filter(it -> !it.equals(version)).isPresent()) {
      throw Refusals.versionMoved();
    }
    means.hosts().admitChange(host());
    image = means.registry().resolve(imageOf(order.config()));
    take(order);
    restarts = 0;
    become(MachineState.REPLACING, "update", "user");
    after(pull(), this::settle);
  }

  void start(String source) {
    switch (state) {
      case STARTED, STARTING -> {}
      case STOPPED, SUSPENDED, FAILED -> {
        if (means.time().now().isBefore(stoppedAt.plus(means.pace().active()))) {
          throw Refusals.stillActive();
        }
        means.hosts().admitChange(host());
        restarts = 0;
        starting(source);
      }
      case REPLACING, UPDATING -> throw Refusals.gettingReplaced();
      case DESTROYING, DESTROYED, LAUNCH_FAILED -> throw Refusals.absent("machine");
      case CREATED, CREATING, STOPPING, SUSPENDING, RESTARTING, REPLACED, MIGRATED, UNKNOWN ->
          throw Refusals.cannotStart(state.toString());
    }
  }

  void stop(String source) {
    launch = false;
    switch (state) {
      case STARTED, STARTING, RESTARTING -> resting(MachineState.STOPPING, "stop", source);
      case SUSPENDED, FAILED -> atRest(MachineState.STOPPED, source);
      case STOPPED, STOPPING, SUSPENDING, CREATED, CREATING, REPLACING, UPDATING -> {}
      case DESTROYING, DESTROYED, LAUNCH_FAILED -> throw Refusals.absent("machine");
      case REPLACED, MIGRATED, UNKNOWN -> throw Refusals.cannotStart(state.toString());
    }
  }

  void suspend(String source) {
    if (state != MachineState.STARTED) {
      throw Refusals.cannotStart(state.toString());
    }
    resting(MachineState.SUSPENDING, "suspend", source);
  }

  void restart() {
    if (state != MachineState.STARTED) {
      throw Refusals.cannotStart(state.toString());
    }
    become(MachineState.RESTARTING, "restart", "user");
    after(means.pace().stop(), () -> starting("user"));
  }

  void cordon(boolean on) {
    cordoned = on;
    edge.cordon(on);
    moved();
  }

  void destroy(boolean force) {
    switch (state) {
      case STOPPED, SUSPENDED, FAILED, CREATED -> destroying("user");
      case DESTROYING, DESTROYED, LAUNCH_FAILED -> {}
      case STARTED,
          STARTING,
          STOPPING,
          SUSPENDING,
          RESTARTING,
          REPLACING,
          UPDATING,
          CREATING,
          REPLACED,
          MIGRATED,
          UNKNOWN -> {
        if (!force) {
          throw Refusals.cannotDestroy();
        }
        destroying("user");
      }
    }
  }

  void destroyWithApp() {
    if (!isGone()) {
      destroying("user");
    }
  }

  /** Writes on it, without a new version. An empty value removes. */
  void writeMetadata(Map<String, String> changes, Optional<String> machineVersion) {
    if (machineVersion.filter(it -> !it.equals(version)).isPresent()) {
      throw Refusals.versionMoved();
    }
    var next = new TreeMap<>(config.tree("metadata").fields());
    changes.forEach((key, value) -> {
      if (value.isEmpty()) {
        next.remove(key);
      } else {
        next.put(key, Values.text(value));
      }
    });
    config = config.with("metadata", new Value.Tree(next));
    moved();
  }

  /** A request has come through the edge. */
  void requested() {
    if (state == MachineState.STARTED && runs) {
      idleAgain();
    }
  }

  // What becomes of it.

  private void take(MachineOrder order) {
    order
        .minSecretsVersion()
        .filter(it -> it > app.secretsVersion)
        .ifPresent(it -> {
          throw Refusals.secretsNotThereYet(it);
        });
    config = Echo.of(order.config());
    version = means.ids().ulid(means.time().now());
    versions.addFirst(new Version(version, config));
    launch = order.launch();
    if (order.cordoned() && !cordoned) {
      cordoned = true;
      edge.cordon(true);
    }
    secrets =
        app.secrets.values().stream()
            .collect(Collectors.toUnmodifiableMap(SecretShot::name, SecretShot::digest));
  }

  private void settle() {
    if (launch) {
      starting("flyd");
    } else {
      atRest(MachineState.STOPPED, "flyd");
    }
  }

  private void starting(String source) {
    become(MachineState.STARTING, "start", source);
    after(means.pace().start(), this::started);
  }

  private void started() {
    if (image.behaviour() instanceof ImageBehaviour.NeverBoots(boolean vanishes)) {
      failed(vanishes);
      return;
    }
    become(MachineState.STARTED, "start", "flyd");
    runs = true;
    switch (image.behaviour()) {
      case ImageBehaviour.Exits it -> after(it.after(), () -> exited(it));
      case ImageBehaviour.Serves _, ImageBehaviour.PullsSlowly _ -> check(true);
      case ImageBehaviour.ListensNowhere _ -> check(false);
      case ImageBehaviour.AnswersWithErrors _ ->
          after(means.pace().firstCheck(), () -> rows("critical", "HTTP 500"));
      case ImageBehaviour.NeverBoots _, ImageBehaviour.Missing _, ImageBehaviour.Denied _ ->
          check(false);
    }
    idleAgain();
  }

  private void failed(boolean vanishes) {
    if (vanishes) {
      become(MachineState.LAUNCH_FAILED, "launch", "flyd");
      after(means.pace().destroy(), this::destroyed);
    } else {
      become(MachineState.FAILED, "launch", "flyd");
    }
  }

  private void check(boolean passes) {
    after(
        means.pace().firstCheck(),
        () -> {
          rows("critical", "connection refused");
          if (passes) {
            after(means.pace().firstCheck(), () -> rows("passing", "HTTP 200"));
          }
        });
  }

  private void rows(String status, String output) {
    checks = CheckRows.of(config, status, output, means.time().now());
    if (!checks.isEmpty()) {
      moved();
    }
  }

  private void exited(ImageBehaviour.Exits how) {
    boolean again = restarts < restartsMax(how.exitCode());
    note(
        "exit",
        "flyd",
        Optional.of(new MachineShot.Exit(how.exitCode(), how.outOfMemory(), false, again)));
    if (!again) {
      atRest(MachineState.STOPPED, "flyd");
      return;
    }
    restarts++;
    become(MachineState.STARTING, "restart", "flyd");
    after(RESTART_DELAY, this::started);
  }

  private int restartsMax(int exitCode) {
    Value.Tree restart = config.tree("restart");
    int max = restart.whole("max_retries").map(Long::intValue).orElse(RESTARTS_MAX);
    return switch (restart.text("policy").orElse("on-failure")) {
      case "no" -> 0;
      case "always" -> Integer.MAX_VALUE;
      default -> exitCode == 0 ? 0 : max;
    };
  }

  private void resting(MachineState passing, String event, String source) {
    become(passing, event, source);
    var rest = passing == MachineState.SUSPENDING ? MachineState.SUSPENDED : MachineState.STOPPED;
    after(
        means.pace().stop(),
        () -> {
          note("exit", "flyd", Optional.of(new MachineShot.Exit(0, false, true, false)));
          atRest(rest, "flyd");
        });
  }

  private void atRest(MachineState rest, String source) {
    stoppedAt = means.time().now();
    become(rest, rest == MachineState.SUSPENDED ? "suspend" : "stop", source);
  }

  private void destroying(String source) {
    become(MachineState.DESTROYING, "destroy", source);
    after(means.pace().destroy(), this::destroyed);
  }

  private void destroyed() {
    become(MachineState.DESTROYED, "destroy", "flyd");
    after(means.pace().remembered(), this::forgotten);
  }

  private void forgotten() {
    app.machines.remove(id.value());
    means.fleet().forget(app, id);
  }

  private void become(MachineState next, String event, String source) {
    timers.forEach(Time.Timer::cancel);
    timers.clear();
    idle.ifPresent(Time.Timer::cancel);
    if (runs && source.equals("user")) {
      edge.ends();
    }
    state = next;
    runs = false;
    checks = List.of();
    note(event, source, Optional.empty());
    moved();
  }

  private void moved() {
    updatedAt = means.time().now();
    var shot = shot();
    trail.add(updatedAt, shot);
    means.fleet().write(app, shot);
    arrivals.moved(shot);
  }

  private void note(String type, String source, Optional<MachineShot.Exit> exit) {
    Instant now = means.time().now();
    events.addFirst(
        new MachineShot.Event(means.ids().ulid(now), type, state.toString(), source, now, exit));
    if (events.size() > EVENTS_MAX) {
      events.removeLast();
    }
  }

  /** Fly's proxy puts a machine to sleep that nobody asks for, if its service says so. */
  private void idleAgain() {
    idle.ifPresent(Time.Timer::cancel);
    var rest = Autostop.of(config);
    idle =
        rest.isPresent()
            ? means.pace().idle().map(it -> means.time().after(it, () -> sleep(rest.get())))
            : Optional.empty();
  }

  private void sleep(Autostop how) {
    switch (how) {
      case SUSPEND -> suspend("proxy");
      case STOP -> resting(MachineState.STOPPING, "stop", "proxy");
    }
  }

  /** How Fly's proxy may put a machine to rest. */
  enum Autostop {
    STOP,
    SUSPEND;

    static Optional<Autostop> of(Value.Tree config) {
      for (Value service : config.items("services")) {
        if (service instanceof Value.Tree tree) {
          if (tree.isTrue("autostop")) {
            return Optional.of(STOP);
          }
          if (tree.text("autostop").filter("suspend"::equals).isPresent()) {
            return Optional.of(SUSPEND);
          }
        }
      }
      return Optional.empty();
    }
  }

  private void after(Duration delay, Runnable action) {
    timers.add(means.time().after(delay, action));
  }

  private Duration pull() {
    return image.behaviour() instanceof ImageBehaviour.PullsSlowly(Duration longer)
        ? means.pace().pull().plus(longer)
        : means.pace().pull();
  }

  private static String imageOf(Value.Tree config) {
    return config
        .text("image")
        .filter(it -> !it.isEmpty())
        .orElseThrow(() -> Refusals.invalid("config.image is required"));
  }
}
