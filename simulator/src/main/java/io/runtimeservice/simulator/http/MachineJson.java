package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.simulator.fly.MachineLease;
import io.runtimeservice.simulator.fly.MachineShot;
import java.util.List;

/** A machine in Fly's answers. */
final class MachineJson {

  private MachineJson() {}

  /**
   * A machine as its own path and its app's list show it.
   *
   * @param reachable whether its host answers; if not, its configuration is not known
   */
  static Value.Tree of(MachineShot shot, boolean reachable) {
    var tree =
        Values.tree()
            .put("id", shot.id().value())
            .put("name", shot.name())
            .put("state", shot.state().toString())
            .put("region", shot.place().region())
            .put("instance_id", shot.version())
            .put("version", shot.version())
            .put("private_ip", shot.place().privateIp())
            .put("cordoned", shot.cordoned())
            .put("host_status", reachable ? "ok" : "unreachable")
            .put("created_at", Values.time(shot.createdAt()))
            .put("updated_at", Values.time(shot.updatedAt()))
            .put("image_ref", image(shot.image()))
            .put("checks", many(shot.checks().stream().map(MachineJson::check).toList()))
            .put("events", events(shot, 20));
    return reachable
        ? tree.put("config", shot.config()).build()
        : tree.put("incomplete_config", fleetConfig(shot)).build();
  }

  /** A machine as the organisation's list shows it: without checks, services and environment. */
  static Value.Tree row(MachineShot shot) {
    return Values.tree()
        .put("app_name", shot.app())
        .put("id", shot.id().value())
        .put("name", shot.name())
        .put("state", shot.state().toString())
        .put("region", shot.place().region())
        .put("version", shot.version())
        .put("instance_id", shot.version())
        .put("private_ip", shot.place().privateIp())
        .put("created_at", Values.time(shot.createdAt()))
        .put("updated_at", Values.time(shot.updatedAt()))
        .put("config", fleetConfig(shot))
        .build();
  }

  private static Value.Tree fleetConfig(MachineShot shot) {
    return Values.tree()
        .putText("image", shot.config().text("image"))
        .put("guest", shot.config().tree("guest"))
        .put("metadata", shot.config().tree("metadata"))
        .build();
  }

  private static Value.Tree image(MachineShot.Image image) {
    return Values.tree()
        .put("registry", image.registry())
        .put("repository", image.repository())
        .put("tag", image.tag().orElse(""))
        .put("digest", image.digest())
        .put("labels", Value.Tree.EMPTY)
        .build();
  }

  private static Value.Tree check(MachineShot.Check check) {
    return Values.tree()
        .put("name", check.name())
        .put("status", check.status())
        .put("output", check.output())
        .put("updated_at", Values.time(check.updatedAt()))
        .build();
  }

  /** Newest first; times in milliseconds. */
  static Value.Many events(MachineShot shot, int limit) {
    return many(shot.events().stream().limit(limit).map(MachineJson::event).toList());
  }

  private static Value.Tree event(MachineShot.Event event) {
    var tree =
        Values.tree()
            .put("id", event.id())
            .put("type", event.type())
            .put("status", event.status())
            .put("source", event.source())
            .put("timestamp", event.at().toEpochMilli());
    event
        .exit()
        .ifPresent(
            exit -> tree.put("request", Values.tree().put("exit_event", exit(exit)).build()));
    return tree.build();
  }

  private static Value.Tree exit(MachineShot.Exit exit) {
    return Values.tree()
        .put("exit_code", exit.code())
        .put("guest_exit_code", exit.code())
        .put("oom_killed", exit.outOfMemory())
        .put("requested_stop", exit.requested())
        .put("restarting", exit.restarting())
        .build();
  }

  /** The documentation and flyctl have an envelope, and so have the answers. */
  static Value.Tree lease(MachineLease lease, boolean withNonce) {
    var data =
        Values.tree()
            .put("expires_at", lease.expiresAt().getEpochSecond())
            .put("owner", lease.owner())
            .put("description", "")
            .put("version", lease.version());
    if (withNonce) {
      data.put("nonce", lease.nonce());
    }
    return Values.tree().put("status", "success").put("data", data.build()).build();
  }

  static Value.Many many(List<Value.Tree> trees) {
    return new Value.Many(List.copyOf(trees));
  }
}
