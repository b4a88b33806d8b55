package io.runtimeservice.local.gateway;

import io.runtimeservice.local.gateway.Wire.Answer;
import io.runtimeservice.local.parts.GatewayPart;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** For each answer that {@code openapi.yaml} shows, a request that leads to it. */
final class ExampleRequests {

  /** One character more than an identifier may have. */
  private static final String TOO_LONG = "a".repeat(41);

  private static final String DECLARES_11_MEGABYTES = "Content-Length: 11534336";

  private final Gateways at;
  private final Map<String, Way> ways = new TreeMap<>();

  /**
   * Gateways.
   *
   * @param well one that is well
   * @param refused one whose queue refuses what it sends
   * @param alone one behind which nobody answers
   * @param busy one that lets nobody in at this moment
   */
  record Gateways(GatewayPart well, GatewayPart refused, GatewayPart alone, GatewayPart busy) {}

  /** A request, and its answer. */
  @FunctionalInterface
  interface Way {
    Answer go() throws IOException;
  }

  /** What lets somebody in at a gateway. */
  @FunctionalInterface
  private interface Credentials {
    String at(GatewayPart gateway) throws IOException;
  }

  ExampleRequests(Gateways at) {
    this.at = at;
    manager();
    gitHub();
    ways.put("/{proxy+} 404", () -> Callers.post(at.well(), "/nothing/here"));
    ways.put(
        "/{proxy+} 415",
        () -> Callers.post(at.well(), "/nothing/here", "Content-Type: application/octet-stream"));
  }

  /** By the keys of the examples. */
  Map<String, Way> all() {
    return ways;
  }

  private void manager() {
    String path = Callers.MANAGER;
    common("reconcile ", path, _ -> Callers.SIGNED);
    ways.put(
        "reconcile 400 identifier",
        () -> Callers.post(at.well(), path.replace("checkout", TOO_LONG), Callers.SIGNED));
    ways.put("reconcile 401 missing", () -> Callers.post(at.well(), path));
    ways.put(
        "reconcile 401 signature",
        () -> Callers.post(at.well(), path, "Authorization: AWS4-HMAC-SHA256 nonsense"));
    ways.put(
        "reconcile 403",
        () -> Callers.post(at.well(), path, Callers.SIGNED.replace("=local/", "=somebody/")));
  }

  private void gitHub() {
    String path = Callers.GITHUB;
    common("reconcileFromGitHub ", path, ExampleRequests::bearer);
    ways.put(
        "reconcileFromGitHub 400 identifier",
        () -> Callers.post(at.well(), path.replace("pr-128", TOO_LONG), bearer(at.well())));
    token("401", "aud=https://github.com/acme");
    ways.put(
        "reconcileFromGitHub 403 permission",
        () -> Callers.post(at.well(), path, Callers.bearer(withoutAnEvent())));
    token("403 claims", "run_id=one");
    token("403 owner", "repository_owner_id=43");
    token("403 event", "event_name=pull_request_target");
  }

  private void token(String key, String wish) {
    ways.put(
        "reconcileFromGitHub " + key,
        () ->
            Callers.post(
                at.well(), Callers.GITHUB, Callers.bearer(Callers.token(at.well(), wish))));
  }

  private static String bearer(GatewayPart gateway) throws IOException {
    return Callers.bearer(Callers.token(gateway));
  }

  private String withoutAnEvent() {
    var issuer = at.well().issuer();
    Value.Tree claims =
        Values.tree()
            .put("iss", issuer.name())
            .put("aud", GatewayPart.AUDIENCE)
            .put("exp", 4_102_444_800L)
            .put("repository_id", "1001")
            .put("repository_owner_id", "42")
            .put("ref", "refs/heads/main")
            .put("run_id", "1")
            .build();
    return issuer.signed(claims);
  }

  /** What both routes have in common. */
  private void common(String operation, String path, Credentials by) {
    ways.put(operation + "202", () -> json(at.well(), path, "{}", by));
    ways.put(operation + "400 body", () -> json(at.well(), path, "{\"appId\":\"other\"}", by));
    ways.put(operation + "404", () -> Callers.post(at.well(), path + "/nothing", by.at(at.well())));
    ways.put(operation + "413", () -> tooLong(path, by.at(at.well())));
    ways.put(
        operation + "415",
        () ->
            Callers.post(
                at.well(), path, by.at(at.well()), "Content-Type: application/octet-stream"));
    ways.put(operation + "429", () -> json(at.busy(), path, "", by));
    ways.put(operation + "502", () -> json(at.refused(), path, "", by));
    ways.put(operation + "503", () -> json(at.alone(), path, "", by));
  }

  private static Answer json(GatewayPart gateway, String path, String body, Credentials by)
      throws IOException {
    return Wire.send(
        gateway.endpoint(),
        Wire.request(
            "POST " + path,
            body.getBytes(StandardCharsets.UTF_8),
            by.at(gateway),
            "Content-Type: application/json; charset=utf-8"));
  }

  /** It says how long it is, and sends nothing of it. */
  private Answer tooLong(String path, String credentials) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n%s\r\n\r\n"
            .formatted(path, credentials, DECLARES_11_MEGABYTES);
    return Wire.send(at.well().endpoint(), head.getBytes(StandardCharsets.US_ASCII));
  }
}
