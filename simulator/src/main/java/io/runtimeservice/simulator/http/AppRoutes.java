package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.simulator.fly.AppDesk;
import io.runtimeservice.simulator.fly.AppShot;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.Refusals;
import java.util.Optional;

/** {@code /apps} and {@code /apps/{app}}. */
final class AppRoutes {

  private final FlyWorld world;

  AppRoutes(FlyWorld world) {
    this.world = world;
  }

  Optional<ApiCall> of(ApiRequest request) {
    if (!request.segment(0).equals("apps")) {
      return Optional.empty();
    }
    String app = request.segment(1);
    if (request.is("GET", 1)) {
      String organisation =
          request.parameter("org_slug").orElseThrow(() -> Refusals.invalid("org_slug is required"));
      return Optional.of(
          ApiCall.read(request, "app_list", organisation, caller -> list(caller, organisation)));
    }
    if (request.is("POST", 1)) {
      var wanted = wanted(request);
      return Optional.of(
          ApiCall.write(
              request, "app_create", wanted.organisation(), caller -> create(caller, wanted)));
    }
    if (request.is("GET", 2)) {
      return Optional.of(
          ApiCall.read(
              request, "app_get", app, caller -> Reply.of(app(world.apps().get(caller, app)))));
    }
    if (request.is("DELETE", 2)) {
      boolean force = request.isSet("force");
      return Optional.of(
          ApiCall.write(request, "app_delete", app, caller -> delete(caller, app, force)));
    }
    return Optional.empty();
  }

  /** The docs call the name {@code app_name}, the specification {@code name}; both are accepted. */
  private static AppDesk.NewApp wanted(ApiRequest request) {
    Value.Tree body = request.json();
    return new AppDesk.NewApp(
        body.text("name").or(() -> body.text("app_name")).orElse(""),
        request.required("org_slug"),
        body.text("network").filter(it -> !it.isEmpty()),
        body.text("idempotency_key"));
  }

  private Reply list(Caller caller, String organisation) {
    var apps = world.apps().list(caller, organisation);
    return Reply.of(
        Values.tree()
            .put("total_apps", apps.size())
            .put("apps", new Value.Many(apps.stream().<Value>map(AppRoutes::app).toList()))
            .build());
  }

  private Reply create(Caller caller, AppDesk.NewApp wanted) {
    var app = world.apps().create(caller, wanted);
    return Reply.created(
        Values.tree()
            .put("id", app.id())
            .put("created_at", app.createdAt().toEpochMilli())
            .build());
  }

  private Reply delete(Caller caller, String app, boolean force) {
    world.apps().delete(caller, app, force);
    return new Reply(202, Optional.empty());
  }

  private static Value.Tree app(AppShot shot) {
    return Values.tree()
        .put("id", shot.id())
        .put("name", shot.name())
        .put("internal_numeric_id", Math.floorMod(shot.id().hashCode(), 1_000_000))
        .put("network", shot.network())
        .put("status", shot.machines() > 0 ? "deployed" : "pending")
        .put("machine_count", shot.machines())
        .put("volume_count", 0)
        .put(
            "organization",
            Values.tree()
                .put("name", shot.organisation())
                .put("slug", shot.organisation())
                .put("internal_numeric_id", Math.floorMod(shot.organisation().hashCode(), 1000))
                .build())
        .build();
  }
}
