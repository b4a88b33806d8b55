package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.MachineDesk.Path;
import io.runtimeservice.simulator.fly.Refusals;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What can be done with one machine below its own path. */
final class MachineVerbs {

  private static final long LEASE_SECONDS_DEFAULT = 120;
  private static final int EVENTS_DEFAULT = 20;
  private static final int EVENTS_MAX = 50;

  private final FlyWorld world;

  MachineVerbs(FlyWorld world) {
    this.world = world;
  }

  Optional<ApiCall> of(ApiRequest request) {
    return switch (request.segment(4)) {
      case "metadata" -> metadata(request);
      case "lease" -> lease(request);
      default ->
          Optional.ofNullable(
              switch (request.method()) {
                case "POST" -> request.path().size() == 5 ? posted(request) : null;
                case "GET" -> request.path().size() == 5 ? read(request) : null;
                default -> null;
              });
    };
  }

  private @Nullable ApiCall posted(ApiRequest request) {
    var desk = world.machines();
    return switch (request.segment(4)) {
      case "start" -> start(request);
      case "stop" -> done(request, "machine_stop", desk::stop);
      case "restart" -> done(request, "machine_restart", desk::restart);
      case "suspend" -> done(request, "machine_suspend", desk::suspend);
      case "cordon" ->
          done(request, "machine_cordon", (caller, path) -> desk.cordon(caller, path, true));
      case "uncordon" ->
          done(request, "machine_uncordon", (caller, path) -> desk.cordon(caller, path, false));
      default -> null;
    };
  }

  private ApiCall done(ApiRequest request, String action, BiConsumer<Caller, Path> work) {
    var path = MachineRoutes.path(request);
    return ApiCall.write(
        request,
        action,
        path.machine().value(),
        caller -> {
          work.accept(caller, path);
          return Reply.OK;
        });
  }

  private ApiCall start(ApiRequest request) {
    var path = MachineRoutes.path(request);
    return ApiCall.write(
        request,
        "machine_start",
        path.machine().value(),
        caller ->
            Reply.of(
                Values.tree()
                    .put("previous_state", world.machines().start(caller, path))
                    .put("migrated", false)
                    .put("new_host", "")
                    .build()));
  }

  private @Nullable ApiCall read(ApiRequest request) {
    var path = MachineRoutes.path(request);
    String id = path.machine().value();
    return switch (request.segment(4)) {
      case "events" ->
          ApiCall.read(
              request,
              "machine_events",
              id,
              caller ->
                  Reply.of(MachineJson.events(world.machines().get(caller, path), limit(request))));
      case "versions" ->
          ApiCall.read(
              request,
              "machine_versions",
              id,
              caller ->
                  Reply.of(
                      MachineJson.many(
                          world.machines().versions(caller, path).stream()
                              .map(it ->
                                  Values.tree()
                                      .put("version", it.id())
                                      .put("user_config", it.config())
                                      .build())
                              .toList())));
      default -> null;
    };
  }

  private static int limit(ApiRequest request) {
    int wanted = request.parameter("limit").map(Integer::valueOf).orElse(EVENTS_DEFAULT);
    return Math.clamp(wanted, 1, EVENTS_MAX);
  }

  private Optional<ApiCall> lease(ApiRequest request) {
    var path = MachineRoutes.path(request);
    String id = path.machine().value();
    var desk = world.machines();
    return switch (request.method()) {
      case "GET" ->
          Optional.of(
              ApiCall.read(
                  request,
                  "machine_lease_get",
                  id,
                  caller -> Reply.of(MachineJson.lease(desk.lease(caller, path), false))));
      case "POST" ->
          Optional.of(
              ApiCall.write(
                  request,
                  "machine_lease",
                  id,
                  caller ->
                      Reply.created(
                          MachineJson.lease(desk.takeLease(caller, path, ttl(request)), true))));
      case "DELETE" ->
          Optional.of(
              ApiCall.write(
                  request,
                  "machine_lease",
                  id,
                  caller -> {
                    desk.releaseLease(caller, path);
                    return Reply.of(
                        Values.tree().put("status", "success").put("data", okTree()).build());
                  }));
      default -> Optional.empty();
    };
  }

  private static Value.Tree okTree() {
    return Values.tree().put("ok", true).build();
  }

  /** Flyctl sends it in the query, the docs in the body. */
  private static Duration ttl(ApiRequest request) {
    long seconds =
        request
            .parameter("ttl")
            .map(Long::valueOf)
            .or(() -> request.json().whole("ttl"))
            .orElse(LEASE_SECONDS_DEFAULT);
    return Duration.ofSeconds(seconds);
  }

  private Optional<ApiCall> metadata(ApiRequest request) {
    var path = MachineRoutes.path(request);
    String id = path.machine().value();
    boolean whole = request.path().size() == 5;
    return switch (request.method()) {
      case "GET" ->
          Optional.of(
              ApiCall.read(
                  request, "machine_metadata_get", id, caller -> shown(caller, path, request)));
      case "PUT", "PATCH" ->
          whole ? Optional.of(written(request, changes(request.json()))) : Optional.empty();
      case "POST" ->
          whole
              ? Optional.empty()
              : Optional.of(
                  written(request, Map.of(request.segment(5), request.required("value"))));
      case "DELETE" ->
          whole ? Optional.empty() : Optional.of(written(request, Map.of(request.segment(5), "")));
      default -> Optional.empty();
    };
  }

  private Reply shown(Caller caller, Path path, ApiRequest request) {
    Value.Tree metadata = world.machines().get(caller, path).config().tree("metadata");
    if (request.path().size() == 5) {
      return Reply.of(metadata);
    }
    return metadata
        .text(request.segment(5))
        .map(it -> Reply.of(Values.tree().put("value", it).build()))
        .orElseThrow(() -> Refusals.absent("metadata key"));
  }

  private ApiCall written(ApiRequest request, Map<String, String> changes) {
    var path = MachineRoutes.path(request);
    return ApiCall.write(
        request,
        "machine_metadata",
        path.machine().value(),
        caller -> {
          var version =
              request.body().isEmpty()
                  ? Optional.<String>empty()
                  : request.json().text("machine_version");
          world.machines().writeMetadata(caller, path, changes, version);
          return Reply.NO_CONTENT;
        });
  }

  /** Null or an empty text removes. */
  private static Map<String, String> changes(Value.Tree body) {
    var changes = new HashMap<String, String>();
    Value.Tree wanted = body.tree("metadata");
    for (String name : wanted.fields().keySet()) {
      changes.put(name, wanted.text(name).orElse(""));
    }
    return changes;
  }
}
