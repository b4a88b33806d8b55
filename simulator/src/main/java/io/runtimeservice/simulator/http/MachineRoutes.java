package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.MachineOrder;
import io.runtimeservice.simulator.fly.MachineShot;
import io.runtimeservice.simulator.fly.Refusals;
import io.runtimeservice.simulator.fly.Visit;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code /apps/{app}/machines} and {@code /apps/{app}/machines/{id}}. */
final class MachineRoutes {

  private static final Duration WAIT_DEFAULT = Duration.ofSeconds(60);

  private final FlyWorld world;
  private final MachineVerbs verbs;

  MachineRoutes(FlyWorld world) {
    this.world = world;
    this.verbs = new MachineVerbs(world);
  }

  Optional<ApiCall> of(ApiRequest request) {
    if (!request.segment(0).equals("apps") || !request.segment(2).equals("machines")) {
      return Optional.empty();
    }
    return switch (request.path().size()) {
      case 3 -> all(request);
      case 4 -> one(request);
      default ->
          request.is("GET", 5) && request.segment(4).equals("wait")
              ? Optional.of(await(request))
              : verbs.of(request);
    };
  }

  private Optional<ApiCall> all(ApiRequest request) {
    String app = request.segment(1);
    return switch (request.method()) {
      case "GET" ->
          Optional.of(ApiCall.read(request, "machine_list", app, caller -> list(caller, request)));
      case "POST" ->
          Optional.of(
              ApiCall.write(request, "machine_create", app, caller -> create(caller, request)));
      default -> Optional.empty();
    };
  }

  private Optional<ApiCall> one(ApiRequest request) {
    var path = path(request);
    String id = path.machine().value();
    return switch (request.method()) {
      case "GET" ->
          Optional.of(
              ApiCall.read(
                  request, "machine_get", id, caller -> said(world.machines().get(caller, path))));
      case "POST" ->
          Optional.of(
              ApiCall.write(
                  request,
                  "machine_update",
                  id,
                  caller ->
                      said(
                          world
                              .machines()
                              .update(
                                  caller,
                                  path,
                                  order(request.json()),
                                  request.json().text("current_version")))));
      case "DELETE" ->
          Optional.of(
              ApiCall.write(
                  request,
                  "machine_destroy",
                  id,
                  caller -> {
                    boolean force = request.isSet("force") || request.isSet("kill");
                    world.machines().destroy(caller, path, force);
                    return Reply.OK;
                  }));
      default -> Optional.empty();
    };
  }

  static MachineDesk.Path path(ApiRequest request) {
    return new MachineDesk.Path(
        request.segment(1), new MachineId(request.segment(3)), request.nonce());
  }

  private Reply list(Caller caller, ApiRequest request) {
    var shots =
        world.machines().list(caller, request.segment(1), request.isSet("include_deleted")).stream()
            .filter(wanted(request))
            .map(shot -> MachineJson.of(shot, world.machines().isReachable(shot)))
            .toList();
    return Reply.of(MachineJson.many(shots));
  }

  private static Predicate<MachineShot> wanted(ApiRequest request) {
    var states = request.parameter("state").map(MachineRoutes::words);
    var region = request.parameter("region");
    return shot ->
        states.filter(it -> !it.contains(shot.state().toString())).isEmpty()
            && region.filter(it -> !it.equals(shot.place().region())).isEmpty()
            && hasMetadata(request, shot);
  }

  private static boolean hasMetadata(ApiRequest request, MachineShot shot) {
    return request.query().entrySet().stream()
        .filter(it -> it.getKey().startsWith("metadata."))
        .allMatch(it ->
            shot.config()
                .tree("metadata")
                .text(it.getKey().substring("metadata.".length()))
                .equals(Optional.of(it.getValue())));
  }

  private Reply create(Caller caller, ApiRequest request) {
    Value.Tree body = request.json();
    String app = request.segment(1);
    String name =
        body.text("name")
            .filter(it -> !it.isEmpty())
            .orElseGet(
                () -> "machine-" + world.requestId().substring(20, 26).toLowerCase(Locale.ROOT));
    var order = order(body);
    var shot = world.machines().create(caller, app, name, body.text("region"), order);
    Value.Tree said = MachineJson.of(shot, true);
    return Reply.of(
        order.leaseFor().isPresent()
            ? said.with("nonce", Values.text(nonce(caller, app, shot)))
            : said);
  }

  private String nonce(Caller caller, String app, MachineShot shot) {
    return world.machines().lease(caller, new MachineDesk.Path(app, shot.id())).nonce();
  }

  private static MachineOrder order(Value.Tree body) {
    return new MachineOrder(
        body.tree("config"),
        !body.isTrue("skip_launch"),
        body.isTrue("skip_service_registration"),
        body.whole("min_secrets_version"),
        body.whole("lease_ttl").map(Duration::ofSeconds));
  }

  private Reply said(MachineShot shot) {
    return Reply.of(MachineJson.of(shot, world.machines().isReachable(shot)));
  }

  private ApiCall await(ApiRequest request) {
    var states = request.parameter("state").map(MachineRoutes::words).orElse(Set.of("started"));
    var version = request.parameter("version").or(() -> request.parameter("instance_id"));
    var timeout = request.parameter("timeout").map(MachineRoutes::seconds).orElse(WAIT_DEFAULT);
    var path = path(request);
    return new ApiCall(
        new Visit(request.token(), "machine_wait", path.machine().value(), false),
        caller ->
            world
                .machines()
                .await(caller, path, states, version, timeout)
                .map(shot ->
                    Reply.of(
                        Values.tree()
                            .put("ok", true)
                            .put("state", shot.state().toString())
                            .put("version", shot.version())
                            .build())));
  }

  private static Duration seconds(String text) {
    try {
      return Duration.ofSeconds(Long.parseLong(text.replace("s", "")));
    } catch (NumberFormatException e) {
      throw Refusals.invalid("timeout: expected seconds");
    }
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.split(",")).collect(Collectors.toUnmodifiableSet());
  }
}
