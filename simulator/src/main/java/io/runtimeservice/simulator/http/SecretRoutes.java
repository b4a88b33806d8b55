package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.Refusals;
import io.runtimeservice.simulator.fly.SecretDesk;
import io.runtimeservice.simulator.fly.SecretShot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /apps/{app}/secrets}. */
final class SecretRoutes {

  private final FlyWorld world;

  SecretRoutes(FlyWorld world) {
    this.world = world;
  }

  Optional<ApiCall> of(ApiRequest request) {
    String app = request.segment(1);
    String name = request.segment(3);
    if (!request.segment(0).equals("apps") || !request.segment(2).equals("secrets")) {
      return Optional.empty();
    }
    if (request.is("GET", 3)) {
      return Optional.of(
          ApiCall.read(
              request,
              "secret_list",
              app,
              caller -> Reply.of(Values.tree().put("secrets", all(caller, request)).build())));
    }
    if (request.is("GET", 4)) {
      return Optional.of(
          ApiCall.read(request, "secret_get", app, caller -> one(caller, request, name)));
    }
    if (request.is("POST", 3)) {
      return Optional.of(
          ApiCall.write(
              request, "secret_write", app, caller -> write(caller, app, changes(request))));
    }
    if (request.is("POST", 4)) {
      var value = SecretValue.of(request.required("value"));
      return Optional.of(
          ApiCall.write(request, "secret_write", app, caller -> set(caller, app, name, value)));
    }
    if (request.is("DELETE", 4)) {
      return Optional.of(
          ApiCall.write(request, "secret_write", app, caller -> unset(caller, app, name)));
    }
    return Optional.empty();
  }

  /** Flyctl asks for a {@code version}, the specification for a {@code min_version}. */
  private Value.Many all(Caller caller, ApiRequest request) {
    var least =
        request.parameter("min_version").or(() -> request.parameter("version")).map(Long::valueOf);
    return secrets(world.secrets().list(caller, request.segment(1), least));
  }

  private Reply one(Caller caller, ApiRequest request, String name) {
    return world.secrets().list(caller, request.segment(1), Optional.empty()).stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .map(it -> Reply.of(secret(it)))
        .orElseThrow(() -> Refusals.absent("secret"));
  }

  private static Map<String, Optional<SecretValue>> changes(ApiRequest request) {
    var changes = new HashMap<String, Optional<SecretValue>>();
    Value.Tree values = request.json().tree("values");
    values
        .fields()
        .forEach((name, value) -> {
          switch (value) {
            case Value.Text(String text) -> changes.put(name, Optional.of(SecretValue.of(text)));
            case Value.Null _ -> changes.put(name, Optional.empty());
            case Value _ -> throw Refusals.invalid("values: expected strings");
          }
        });
    return changes;
  }

  private Reply write(Caller caller, String app, Map<String, Optional<SecretValue>> changes) {
    var written = world.secrets().write(caller, app, changes);
    return Reply.of(
        Values.tree()
            .put("secrets", secrets(written.secrets()))
            .put("version", written.version())
            .put("Version", written.version())
            .build());
  }

  private Reply set(Caller caller, String app, String name, SecretValue value) {
    var written = world.secrets().write(caller, app, Map.of(name, Optional.of(value)));
    return Reply.created(
        written.secrets().stream()
            .filter(it -> it.name().equals(name))
            .map(SecretRoutes::secret)
            .findFirst()
            .orElseThrow()
            .with("version", Values.number(written.version())));
  }

  private Reply unset(Caller caller, String app, String name) {
    boolean known =
        world.secrets().list(caller, app, Optional.empty()).stream()
            .anyMatch(it -> it.name().equals(name));
    if (!known) {
      throw Refusals.absent("secret");
    }
    SecretDesk.Written written = world.secrets().write(caller, app, Map.of(name, Optional.empty()));
    return Reply.of(Values.tree().put("version", written.version()).build());
  }

  private static Value.Many secrets(List<SecretShot> shots) {
    return new Value.Many(shots.stream().<Value>map(SecretRoutes::secret).toList());
  }

  private static Value.Tree secret(SecretShot shot) {
    return Values.tree()
        .put("name", shot.name())
        .put("digest", shot.digest())
        .put("created_at", Values.time(shot.createdAt()))
        .put("updated_at", Values.time(shot.updatedAt()))
        .build();
  }
}
