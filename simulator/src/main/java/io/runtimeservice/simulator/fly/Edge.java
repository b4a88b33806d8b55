package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.MachineState;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fly's edge: which machine answers for a host name, woken up if it sleeps. Those that it believes
 * to be open take turns; it does not try another one where nobody answers.
 */
public final class Edge {

  static final Duration WAKE_MAX = Duration.ofSeconds(30);

  private final AppDesk apps;
  private int turn;

  Edge(AppDesk apps) {
    this.apps = apps;
  }

  /** The machine that answers for a host name; empty if none does. */
  public Future<Optional<MachineShot>> serve(String hostname) {
    var app = app(hostname).filter(it -> !it.addresses.isEmpty());
    var routed = app.map(it -> lives(it).filter(Edge::isRouted).toList()).orElse(List.of());
    if (!routed.isEmpty()) {
      return Future.succeededFuture(send(routed.get(turn++ % routed.size())));
    }
    var asleep = app.flatMap(it -> lives(it).filter(Edge::canWake).findFirst());
    return asleep.map(Edge::wake).orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /** Nobody answers where a machine was. */
  private static Optional<MachineShot> send(MachineLife life) {
    if (!isServing(life)) {
      return Optional.empty();
    }
    life.requested();
    return Optional.of(life.shot());
  }

  private static boolean isRouted(MachineLife life) {
    return !life.edge().isCordoned() && (isServing(life) || life.edge().lingers());
  }

  private static Future<Optional<MachineShot>> wake(MachineLife life) {
    try {
      life.start("proxy");
      return life.arrivals()
          .await(life.shot(), new Arrivals.Wish(Set.of("started"), Optional.empty()), WAKE_MAX)
          .map(Optional::of)
          .otherwise(Optional.empty());
    } catch (FlyError notNow) {
      return Future.succeededFuture(Optional.empty());
    }
  }

  private Optional<AppState> app(String hostname) {
    if (hostname.endsWith(".fly.dev")) {
      return apps.live(hostname.substring(0, hostname.length() - ".fly.dev".length()));
    }
    for (AppState app : apps.everything()) {
      var certificate = app.certificates.get(hostname);
      if (!app.isDeleted() && certificate != null && certificate.isServed()) {
        return Optional.of(app);
      }
    }
    return Optional.empty();
  }

  private static Stream<MachineLife> lives(AppState app) {
    return app.machines.values().stream().sorted(Comparator.comparing(MachineLife::name));
  }

  private static boolean isServing(MachineLife life) {
    var shot = life.shot();
    return shot.state() == MachineState.STARTED
        && life.listens()
        && shot.checks().stream().noneMatch(row -> row.status().equals("critical"));
  }

  private static boolean canWake(MachineLife life) {
    var shot = life.shot();
    boolean asleep = shot.state() == MachineState.STOPPED || shot.state() == MachineState.SUSPENDED;
    return asleep
        && !life.edge().isCordoned()
        && shot.config().items("services").stream()
            .anyMatch(it -> it instanceof Value.Tree service && service.isTrue("autostart"));
  }
}
