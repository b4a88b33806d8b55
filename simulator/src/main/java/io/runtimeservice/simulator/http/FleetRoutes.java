package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.FleetDesk;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.Refusals;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** {@code /orgs/{org}/machines} and {@code /platform/regions}. */
final class FleetRoutes {

  private final FlyWorld world;

  FleetRoutes(FlyWorld world) {
    this.world = world;
  }

  Optional<ApiCall> of(ApiRequest request) {
    if (request.is("GET", 3)
        && request.segment(0).equals("orgs")
        && request.segment(2).equals("machines")) {
      return Optional.of(
          ApiCall.read(
              request, "fleet_list", request.segment(1), caller -> machines(caller, request)));
    }
    if (request.is("GET", 2)
        && request.segment(0).equals("platform")
        && request.segment(1).equals("regions")) {
      return Optional.of(ApiCall.read(request, "region_list", "platform", _ -> regions()));
    }
    return Optional.empty();
  }

  private Reply machines(Caller caller, ApiRequest request) {
    var page =
        world
            .fleet()
            .machines(
                caller,
                new FleetDesk.Query(
                    request.segment(1),
                    request.isSet("include_deleted"),
                    request.parameter("updated_after").map(FleetRoutes::time),
                    request.parameter("cursor"),
                    request.parameter("limit").map(Integer::valueOf).orElse(FleetDesk.PAGE_MAX)));
    var tree =
        Values.tree()
            .put(
                "machines",
                MachineJson.many(page.machines().stream().map(MachineJson::row).toList()))
            .putText("next_cursor", page.next())
            .put("error_regions", Values.texts(page.errorRegions()));
    if (!page.machines().isEmpty()) {
      var last = page.machines().getLast();
      tree.put("last_machine_id", last.id().value())
          .put("last_updated_at", Values.time(last.updatedAt()));
    }
    return Reply.of(tree.build());
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw Refusals.invalid("updated_after: expected a time by RFC 3339");
    }
  }

  /** Live answers write these two keys in capitals. */
  private Reply regions() {
    var rows =
        world.fleet().regions().stream()
            .map(code ->
                Values.tree()
                    .put("code", code)
                    .put("name", code)
                    .put("latitude", 0)
                    .put("longitude", 0)
                    .put("gateway_available", true)
                    .put("requires_paid_plan", false)
                    .put("deprecated", false)
                    .build())
            .toList();
    return Reply.of(
        Values.tree().put("Regions", MachineJson.many(rows)).put("Nearest", "iad").build());
  }
}
