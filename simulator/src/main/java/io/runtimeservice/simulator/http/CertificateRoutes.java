package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.FlyWorld;
import java.util.Optional;

/** {@code /apps/{app}/certificates}; a post to the bare path is not known at Fly. */
final class CertificateRoutes {

  static final int PAGE_DEFAULT = 25;
  static final int PAGE_MAX = 500;

  private final FlyWorld world;

  CertificateRoutes(FlyWorld world) {
    this.world = world;
  }

  Optional<ApiCall> of(ApiRequest request) {
    if (!request.segment(0).equals("apps") || !request.segment(2).equals("certificates")) {
      return Optional.empty();
    }
    return switch (request.method()) {
      case "GET" -> reading(request);
      case "POST" -> posting(request);
      case "DELETE" ->
          request.path().size() == 4 ? Optional.of(removal(request)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<ApiCall> reading(ApiRequest request) {
    String app = request.segment(1);
    String host = request.segment(3);
    return switch (request.path().size()) {
      case 3 ->
          Optional.of(
              ApiCall.read(request, "certificate_list", app, caller -> list(caller, request)));
      case 4 ->
          Optional.of(
              ApiCall.read(
                  request,
                  "certificate_get",
                  app,
                  caller ->
                      Reply.of(CertificateJson.of(world.certificates().get(caller, app, host)))));
      default -> Optional.empty();
    };
  }

  private Optional<ApiCall> posting(ApiRequest request) {
    String app = request.segment(1);
    String what = request.segment(3);
    if (request.is("POST", 5) && request.segment(4).equals("check")) {
      return Optional.of(
          ApiCall.read(
              request,
              "certificate_check",
              app,
              caller ->
                  Reply.of(
                      CertificateJson.checked(world.certificates().check(caller, app, what)))));
    }
    if (request.is("POST", 4) && what.equals("acme")) {
      String host = request.required("hostname");
      return Optional.of(
          ApiCall.write(
              request,
              "certificate_request",
              app,
              caller ->
                  Reply.created(
                      CertificateJson.of(world.certificates().requestAcme(caller, app, host)))));
    }
    if (request.is("POST", 4) && what.equals("custom")) {
      return Optional.of(custom(request));
    }
    return Optional.empty();
  }

  private ApiCall custom(ApiRequest request) {
    String app = request.segment(1);
    String host = request.required("hostname");
    var chain = SecretValue.of(request.required("fullchain"));
    var key = SecretValue.of(request.required("private_key"));
    return ApiCall.write(
        request,
        "certificate_import",
        app,
        caller ->
            Reply.created(
                CertificateJson.of(
                    world.certificates().importCustom(caller, app, host, chain, key))));
  }

  private ApiCall removal(ApiRequest request) {
    return ApiCall.write(
        request,
        "certificate_remove",
        request.segment(1),
        caller -> {
          world.certificates().remove(caller, request.segment(1), request.segment(3));
          return Reply.NO_CONTENT;
        });
  }

  /** The cursor is the host name that the page before ended with. */
  private Reply list(Caller caller, ApiRequest request) {
    int limit = request.parameter("limit").map(Integer::valueOf).orElse(PAGE_DEFAULT);
    var all = world.certificates().list(caller, request.segment(1));
    var rest =
        all.stream()
            .filter(it ->
                request
                    .parameter("cursor")
                    .filter(after -> it.hostname().compareTo(after) <= 0)
                    .isEmpty())
            .toList();
    var page = rest.subList(0, Math.min(Math.clamp(limit, 1, PAGE_MAX), rest.size()));
    var tree =
        Values.tree()
            .put(
                "certificates",
                new Value.Many(page.stream().<Value>map(CertificateJson::summary).toList()))
            .put("total_count", all.size());
    if (page.size() < rest.size()) {
      tree.put("next_cursor", page.getLast().hostname());
    }
    return Reply.of(tree.build());
  }
}
