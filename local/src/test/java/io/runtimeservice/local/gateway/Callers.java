package io.runtimeservice.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.runtimeservice.local.gateway.Wire.Answer;
import io.runtimeservice.local.parts.GatewayPart;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;

/** Those who ask at the gateway as they should, but for what a test wants to see. */
final class Callers {

  /** Signed by the local access key, as far as the gateway here looks. */
  static final String SIGNED =
      "Authorization: AWS4-HMAC-SHA256 Credential=local/20261201/us-east-1/execute-api/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature="
          + "0123456789abcdef".repeat(4);

  static final String MANAGER = "/v1/apps/checkout/environments/pr-128/reconcile";
  static final String GITHUB = "/v1/github/apps/checkout/environments/pr-128/reconcile";

  private Callers() {}

  /** What a workflow puts into its request. */
  static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }

  /** A token of the local issuer, as somebody gets it with curl. */
  static String token(GatewayPart gateway, String... wishes) throws IOException {
    byte[] form = String.join("&", wishes).getBytes(UTF_8);
    var answer =
        Wire.send(
            URI.create(gateway.issuer().name()),
            Wire.request("POST /token", form, "Content-Type: application/x-www-form-urlencoded"));
    if (answer.status() != 200) {
      throw new AssertionError("no token: " + answer.body());
    }
    return answer.body().strip();
  }

  /** A POST with an empty body. */
  static Answer post(GatewayPart gateway, String path, String... headers) throws IOException {
    return post(gateway, path, "", headers);
  }

  static Answer post(GatewayPart gateway, String path, String body, String[] headers)
      throws IOException {
    return Wire.send(
        gateway.endpoint(), Wire.request("POST " + path, body.getBytes(UTF_8), headers));
  }

  /** The same headers, and more. */
  static String[] and(String header, String... more) {
    return Stream.concat(Stream.of(header), Stream.of(more)).toArray(String[]::new);
  }
}
