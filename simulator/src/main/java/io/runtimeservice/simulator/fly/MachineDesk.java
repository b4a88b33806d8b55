package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.MachineId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Machines: what can be asked of them, and who may ask. */
public final class MachineDesk {

  /** Fly refuses to wait longer. */
  static final Duration WAIT_MAX = Duration.ofSeconds(60);

  private static final Set<String> WAITED_FOR =
      Set.of("started", "stopped", "suspended", "destroyed", "failed", "settled");

  private final AppDesk apps;
  private final Means means;

  MachineDesk(AppDesk apps, Means means) {
    this.apps = apps;
    this.means = means;
  }

  /**
   * Somebody's way to a machine.
   *
   * @param nonce proves that they hold its lease, if anybody does
   */
  public record Path(String app, MachineId machine, Optional<String> nonce) {
    public Path(String app, MachineId machine) {
      this(app, machine, Optional.empty());
    }
  }

  /** A configuration that a machine has or had. */
  public record Version(String id, Value.Tree config) {}

  /** The machines of an app as the list shows them, which is behind. */
  public List<MachineShot> list(Caller caller, String name, boolean includeDeleted) {
    var app = apps.open(caller, name);
    Instant seen = means.time().now().minus(means.pace().listLag());
    return app.machines.values().stream()
        .flatMap(life -> life.shotAt(seen).stream())
        .filter(shot -> includeDeleted || !isDestroyed(shot))
        .toList();
  }

  private static boolean isDestroyed(MachineShot shot) {
    return shot.state() == MachineState.DESTROYED;
  }

  /** One machine from its host: never stale. */
  public MachineShot get(Caller caller, Path path) {
    return life(caller, path).shot();
  }

  /** Whether its host can be asked about it. */
  public boolean isReachable(MachineShot shot) {
    return means.hosts().of(shot.place().host()) != Hosts.Condition.UNREACHABLE;
  }

  public MachineShot create(
      Caller caller, String name, String machine, Optional<String> region, MachineOrder order) {
    var app = apps.open(caller, name);
    app.machines.values().stream()
        .filter(it -> !it.shot().state().equals(MachineState.DESTROYED))
        .filter(it -> it.name().equals(machine))
        .findFirst()
        .ifPresent(it -> {
          throw Refusals.machineNameInUse(it.id(), machine);
        });
    String host = means.hosts().place(app.organisation, region, means.ids());
    var life = new MachineLife(app, means, machine, host, order);
    app.machines.put(life.id().value(), life);
    order.leaseFor().ifPresent(ttl -> takeLease(caller, new Path(name, life.id()), ttl));
    return life.shot();
  }

  public MachineShot update(
      Caller caller, Path path, MachineOrder order, Optional<String> currentVersion) {
    var life = leased(caller, path);
    life.update(order, currentVersion);
    return life.shot();
  }

  /**
   * Starts it.
   *
   * @return the state that it was in
   */
  public String start(Caller caller, Path path) {
    var life = leased(caller, path);
    String before = life.shot().state().toString();
    life.start("user");
    return before;
  }

  public void stop(Caller caller, Path path) {
    leased(caller, path).stop("user");
  }

  public void suspend(Caller caller, Path path) {
    leased(caller, path).suspend("user");
  }

  public void restart(Caller caller, Path path) {
    leased(caller, path).restart();
  }

  public void cordon(Caller caller, Path path, boolean on) {
    leased(caller, path).cordon(on);
  }

  public void destroy(Caller caller, Path path, boolean force) {
    leased(caller, path).destroy(force);
  }

  /** Answers when the machine has come to one of the states. */
  public Future<MachineShot> await(
      Caller caller, Path path, Set<String> states, Optional<String> version, Duration timeout) {
    if (timeout.compareTo(WAIT_MAX) > 0 || timeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw Refusals.invalid("timeout: value must be inside range [1s, 1m0s]");
    }
    if (!WAITED_FOR.containsAll(states)) {
      throw Refusals.invalid("state: value must be in list " + new TreeSet<>(WAITED_FOR));
    }
    var life = life(caller, path);
    return life.arrivals().await(life.shot(), new Arrivals.Wish(states, version), timeout);
  }

  /** Not fenced by leases. */
  public void writeMetadata(
      Caller caller, Path path, Map<String, String> changes, Optional<String> machineVersion) {
    changeable(caller, path).writeMetadata(changes, machineVersion);
  }

  public List<Version> versions(Caller caller, Path path) {
    return life(caller, path).versions().stream()
        .map(it -> new Version(it.id(), it.config()))
        .toList();
  }

  public MachineLease lease(Caller caller, Path path) {
    return life(caller, path)
        .lease()
        .current(means.time().now())
        .orElseThrow(() -> Refusals.absent("lease"));
  }

  public MachineLease takeLease(Caller caller, Path path, Duration ttl) {
    var life = changeable(caller, path);
    Instant now = means.time().now();
    var wanted =
        new MachineLease(
            means.ids().nonce(),
            caller.organisation() + "@tokens.fly.io",
            life.shot().version(),
            now.plus(ttl));
    return life.lease().take(wanted, path.nonce(), ttl, now);
  }

  public void releaseLease(Caller caller, Path path) {
    life(caller, path).lease().release(path.nonce(), means.time().now());
  }

  private MachineLife leased(Caller caller, Path path) {
    var life = changeable(caller, path);
    life.lease().admit(path.nonce(), means.time().now());
    return life;
  }

  /** Whatever changes a machine is done by its host, and no host has one that was destroyed. */
  private MachineLife changeable(Caller caller, Path path) {
    var life = life(caller, path);
    means.hosts().admitContact(life.host());
    if (life.shot().state() == MachineState.DESTROYED) {
      throw Refusals.absent("machine");
    }
    return life;
  }

  private MachineLife life(Caller caller, Path path) {
    var life = apps.open(caller, path.app()).machines.get(path.machine().value());
    if (life == null) {
      throw Refusals.absent("machine");
    }
    return life;
  }
}
