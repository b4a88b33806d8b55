package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.simulator.fly.AddressShot;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.Refusals;
import java.util.Arrays;
import java.util.Optional;

/** {@code /apps/{app}/ip_assignments}. */
final class AddressRoutes {

  private final FlyWorld world;

  AddressRoutes(FlyWorld world) {
    this.world = world;
  }

  Optional<ApiCall> of(ApiRequest request) {
    String app = request.segment(1);
    if (!request.segment(0).equals("apps") || !request.segment(2).equals("ip_assignments")) {
      return Optional.empty();
    }
    if (request.is("GET", 3)) {
      return Optional.of(ApiCall.read(request, "address_list", app, caller -> list(caller, app)));
    }
    if (request.is("POST", 3)) {
      return Optional.of(
          ApiCall.write(
              request, "address_assign", app, caller -> assign(caller, app, request.json())));
    }
    if (request.is("DELETE", 4)) {
      return Optional.of(
          ApiCall.write(
              request,
              "address_release",
              app,
              caller -> {
                world.addresses().release(caller, app, request.segment(3));
                return Reply.NO_CONTENT;
              }));
    }
    return Optional.empty();
  }

  private Reply list(Caller caller, String app) {
    var ips =
        world.addresses().list(caller, app).stream().<Value>map(AddressRoutes::address).toList();
    return Reply.of(Values.tree().put("ips", new Value.Many(ips)).build());
  }

  private Reply assign(Caller caller, String app, Value.Tree body) {
    String word = body.text("type").orElse("");
    var type =
        Arrays.stream(AddressType.values())
            .filter(it -> it.toString().equals(word))
            .findFirst()
            .orElseThrow(() -> Refusals.invalid("type: unknown address type"));
    return Reply.of(address(world.addresses().assign(caller, app, type, body.text("network"))));
  }

  private static Value.Tree address(AddressShot shot) {
    return Values.tree()
        .put("ip", shot.ip())
        .put("region", "global")
        .put("service_name", "")
        .put("shared", shot.type() == AddressType.SHARED_V4)
        .put("created_at", Values.time(shot.createdAt()))
        .build();
  }
}
