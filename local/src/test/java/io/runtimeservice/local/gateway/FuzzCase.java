package io.runtimeservice.local.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.MarkSource;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request that is drawn: right but for what chance makes of its method, path, headers, encoding
 * and body.
 *
 * @param text its bytes, as characters of ISO 8859-1
 * @param canary a word that stands in all parts that were drawn, and must come back in none
 * @param asks what it asks for, if all of it is right
 * @param breaksOff whether it ends before it is a whole request
 */
record FuzzCase(String text, String canary, Optional<Asked> asks, boolean breaksOff) {

  private static final String MANAGER = "/v1/apps/";
  private static final String GITHUB = "/v1/github/apps/";

  /** A look, and by which route. */
  record Asked(EnvironmentKey key, MarkSource source) {}

  /**
   * Tokens of a workflow.
   *
   * @param good one that is let in
   * @param bad some that are not
   */
  record Tokens(String good, List<String> bad) {}

  private static final List<String> METHODS =
      List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "post", "FOO");
  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/json2",
          "json",
          "*/*",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          ";",
          "\u00ff");
  private static final List<String> ROUTES =
      List.of(
          "/",
          "//",
          "/v1",
          "/v1/apps",
          "/v1/apps/a",
          "/v1/apps/a/environments/b",
          "/v1/apps//environments//reconcile",
          "/v1/apps/a/environments/b/reconcile/",
          "/V1/apps/a/environments/b/reconcile",
          "/v1/apps/a/environments/b/reconcile%2F",
          "/v1/apps/%/environments/b/reconcile",
          "/v1/apps/%zz/environments/b/reconcile",
          "/v1/apps/%ff/environments/b/reconcile",
          "/v1/apps/%c0%af/environments/b/reconcile",
          "/v1/apps/../environments/b/reconcile",
          "/v1/apps/%2e%2e/environments/b/reconcile",
          "/v1/apps/a;b/environments/b/reconcile",
          "/v1/apps/\u00e9/environments/b/reconcile",
          "*",
          "v1",
          "/v1/apps/a/environments/b/reconcile?%",
          "/v1/apps/a/environments/b/reconcile?a=%zz",
          "/v1/github/apps/a/environments/b/reconcile",
          "/.well-known/jwks",
          "/token");
  private static final List<String> BODIES =
      List.of(
          "[]",
          "null",
          "0",
          "\"\"",
          "{",
          "}",
          "{}{}",
          "{\"a\":1}",
          "{\"\":{}}",
          "nul",
          "{'a':1}",
          "\ufeff{}",
          "{\"a\":1,\"a\":2}",
          "1e999999999",
          "// {}",
          "{}\u0000",
          "<a/>",
          "a=b&c=d",
          "[".repeat(1000),
          "{\"a\":".repeat(1000),
          "[1e400,-0,\"\\ud800\"]");
  private static final List<String> EMPTY_BODIES = List.of("", "{}", " { } ", "\n{\t}\r\n");

  /** A request, drawn. */
  static FuzzCase draw(Draws draws, Tokens tokens) {
    return new Drawing(draws, tokens).drawn();
  }

  /** Draws one part after the other; each is as it should be three times out of four. */
  private static final class Drawing {

    private final Draws draws;
    private final HostileText hostile;
    private final String canary;
    private final Tokens tokens;
    private final MarkSource source;
    private boolean right = true;
    private boolean breaksOff;

    Drawing(Draws draws, Tokens tokens) {
      this.draws = draws;
      this.tokens = tokens;
      this.source = draws.coin() ? MarkSource.MANAGER : MarkSource.GITHUB;
      this.hostile = new HostileText(draws);
      this.canary = "canary" + draws.word(12);
    }

    private boolean goesWrong() {
      boolean wrong = draws.upTo(5) == 0;
      right &= !wrong;
      return wrong;
    }

    FuzzCase drawn() {
      String method = goesWrong() ? draws.oneOf(METHODS) : "POST";
      String app = draws.word(1 + draws.upTo(39));
      String environment = draws.word(1 + draws.upTo(39));
      String path = goesWrong() ? path() : path(app, environment);
      var headers = new ArrayList<String>();
      headers.add(goesWrong() ? wrongCredentials() : credentials());
      if (goesWrong()) {
        headers.add("Content-Type: " + type());
      } else if (draws.coin()) {
        headers.add("Content-Type: application/json");
      }
      for (int i = draws.upTo(3); i > 0; i--) {
        headers.add("X-" + draws.word(6) + ": " + HostileText.line(hostile.draw()) + canary);
      }
      byte[] body = goesWrong() ? body() : draws.oneOf(EMPTY_BODIES).getBytes(UTF_8);
      byte[] bytes =
          draws.upTo(3) == 0
              ? chunked(method, path, headers, body)
              : Wire.request(method + " " + path, body, headers.toArray(String[]::new));
      return new FuzzCase(
          new String(bytes, ISO_8859_1),
          canary,
          right
              ? Optional.of(new Asked(EnvironmentKey.of(app, environment), source))
              : Optional.empty(),
          breaksOff);
    }

    private boolean isManagers() {
      return source == MarkSource.MANAGER;
    }

    private String path(String app, String environment) {
      return (isManagers() ? MANAGER : GITHUB)
          + app
          + "/environments/"
          + environment
          + "/reconcile";
    }

    private String path() {
      if (draws.coin()) {
        String route = draws.oneOf(ROUTES);
        return isManagers() ? route : othersRoute(route);
      }
      String bad = HostileText.encoded(hostile.draw() + canary + "A");
      return draws.coin() ? path(bad, "b") : path("a", bad + "/../" + bad);
    }

    private static String othersRoute(String route) {
      return route.startsWith(GITHUB)
          ? route.replace(GITHUB, MANAGER)
          : route.replace(MANAGER, GITHUB);
    }

    private String credentials() {
      return isManagers() ? Callers.SIGNED : Callers.bearer(tokens.good());
    }

    private String wrongCredentials() {
      return isManagers() ? wrongSignature() : wrongToken();
    }

    private String wrongToken() {
      return draws.oneOf(
          List.of(
              "X-Nothing: x",
              "Authorization: ",
              Callers.SIGNED,
              Callers.bearer(canary),
              Callers.bearer(tokens.good() + canary),
              Callers.bearer(canary + tokens.good()),
              Callers.bearer(tokens.good() + "." + canary),
              Callers.bearer(tokens.good().replaceFirst("\\.", "." + canary + ".")),
              Callers.bearer(draws.oneOf(tokens.bad()))));
    }

    private String wrongSignature() {
      return draws.oneOf(
          List.of(
              "X-Nothing: x",
              "Authorization: ",
              "Authorization: Bearer " + canary,
              Callers.bearer(tokens.good()),
              "Authorization: " + canary,
              "Authorization: Basic bG9jYWw6bG9jYWw=",
              Callers.SIGNED.replace("/execute-api/", "/s3/"),
              Callers.SIGNED.replace("=local/", "=" + canary + "/"),
              Callers.SIGNED + "0",
              Callers.SIGNED.replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256")));
    }

    private String type() {
      return draws.coin() ? draws.oneOf(TYPES) : "application/" + canary;
    }

    private byte[] body() {
      return switch (draws.upTo(4)) {
        case 0 -> draws.oneOf(BODIES).getBytes(UTF_8);
        case 1 -> ("{\"" + canary + "\":" + Json.write(draws.value(4)) + "}").getBytes(UTF_8);
        case 2 -> (hostile.draw() + canary).getBytes(UTF_8);
        case 3 -> ("\u00ff\u00fe\u00c0\u0080" + draws.text(40)).getBytes(ISO_8859_1);
        default -> (canary + "x".repeat(1 + draws.upTo(200_000))).getBytes(UTF_8);
      };
    }

    /** The same body in pieces; one time out of four a piece's length is none. */
    private byte[] chunked(String method, String path, List<String> headers, byte[] body) {
      var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
      headers.forEach(header -> head.append(header).append("\r\n"));
      head.append("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes(head.toString().getBytes(UTF_8));
      if (draws.upTo(3) == 0) {
        right = false;
        breaksOff = true;
        bytes.writeBytes("zz\r\n".getBytes(UTF_8));
      }
      if (body.length > 0) {
        bytes.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(UTF_8));
        bytes.writeBytes(body);
        bytes.writeBytes("\r\n".getBytes(UTF_8));
      }
      bytes.writeBytes("0\r\n\r\n".getBytes(UTF_8));
      return bytes.toByteArray();
    }
  }

  byte[] bytes() {
    return text.getBytes(ISO_8859_1);
  }
}
