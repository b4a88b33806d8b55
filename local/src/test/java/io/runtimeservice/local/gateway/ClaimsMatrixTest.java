package io.runtimeservice.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.runtimeservice.local.LogLines;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Tokens, each right but for one thing, and what each comes to at the gateway: an answer that says
 * what to change, and no message; or a message with the token's own claims.
 */
class ClaimsMatrixTest {

  private static GatewayWorld world;
  private static TokenForge forge;
  private static LogLines log;

  @BeforeAll
  static void start() throws Exception {
    log = new LogLines();
    world = new GatewayWorld();
    forge = new TokenForge(world.gateway().issuer());
  }

  @AfterAll
  static void end() throws Exception {
    world.close();
    log.close();
  }

  /** Makes a token. */
  @FunctionalInterface
  private interface Making {
    String token() throws Exception;
  }

  /**
   * What a token comes to: a status, and the last word of a problem's type or a caller's claims.
   */
  private record Row(Making making, int status, String problem) {}

  private static final Map<String, Row> ROWS = new LinkedHashMap<>();

  private static void letIn(String name, Making making) {
    row(name, new Row(making, 202, ""));
  }

  private static void refused(String name, int status, String problem, Making making) {
    row(name, new Row(making, status, problem));
  }

  private static void row(String name, Row row) {
    assertThat(ROWS.put(name, row)).as("another row of that name: " + name).isNull();
  }

  private static void noToken(String name, Making making) {
    refused(name, 401, "token", making);
  }

  private static void times() {
    noToken("expired a second ago", () -> forge.withTime("exp", -1));
    noToken("never expires", () -> forge.without("exp"));
    noToken("expires in words", () -> forge.with("exp", "4102444800"));
    noToken("not yet valid", () -> forge.withTime("nbf", 60));
    noToken("not valid before words", () -> forge.with("nbf", "0"));
    noToken("made in the future", () -> forge.withTime("iat", 60));
    letIn("without nbf", () -> forge.without("nbf"));
  }

  private static void issuersAndAudiences() {
    letIn("as it should be", () -> forge.signed(it -> it));
    noToken("another issuer", () -> forge.with("iss", "https://issuer.example"));
    noToken(
        "GitHub's name, signed here",
        () -> forge.with("iss", "https://token.actions.githubusercontent.com"));
    noToken(
        "the issuer with a slash", () -> forge.with("iss", world.gateway().issuer().name() + "/"));
    noToken("no issuer", () -> forge.without("iss"));
    noToken("another audience", () -> forge.with("aud", "other-service"));
    noToken("GitHub's default audience", () -> forge.with("aud", "https://github.com/acme"));
    noToken("the audience in capitals", () -> forge.with("aud", "RUNTIME-SERVICE.LOCAL"));
    noToken("no audience", () -> forge.without("aud"));
    letIn(
        "two audiences, one of them ours",
        () -> audiences("other-service", "runtime-service.local"));
    noToken("two audiences, none of them ours", () -> audiences("other-service", "third"));
  }

  private static String audiences(String... audiences) {
    return forge.signed(it -> it.with("aud", Values.texts(List.of(audiences))));
  }

  private static void signatures() {
    noToken("alg none", () -> forge.unsigned());
    noToken(
        "HS256 with the public key's PEM as the secret",
        () -> forge.publicAsSecret(pem(forge.published().toRSAPublicKey().getEncoded())));
    noToken(
        "HS256 with the public key's DER as the secret",
        () -> forge.publicAsSecret(forge.published().toRSAPublicKey().getEncoded()));
    noToken(
        "HS256 with the modulus as the secret",
        () -> forge.publicAsSecret(forge.published().getModulus().decode()));
    noToken(
        "RS512 by another key",
        () ->
            forge.ownSigned(
                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(forge.published().getKeyID())));
    noToken(
        "PS256 by another key",
        () ->
            forge.ownSigned(
                new JWSHeader.Builder(JWSAlgorithm.PS256).keyID(forge.published().getKeyID())));
    noToken(
        "another key below the issuer's key id",
        () ->
            forge.ownSigned(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(forge.published().getKeyID())));
    noToken(
        "an unknown key id",
        () -> forge.ownSigned(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("mine")));
    noToken("no key id", () -> forge.ownSigned(new JWSHeader.Builder(JWSAlgorithm.RS256)));
    noToken(
        "its own key in its header",
        () ->
            forge.ownSigned(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID("mine")
                    .jwk(forge.ownKey().toPublicJWK())));
    noToken(
        "the address of its own keys in its header",
        () ->
            forge.ownSigned(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID("mine")
                    .jwkURL(URI.create("http://localhost:1/keys"))));
    noToken(
        "an extension that has to be understood",
        () ->
            forge.ownSigned(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(forge.published().getKeyID())
                    .criticalParams(Set.of("exp"))
                    .customParam("exp", 1)));
    noToken("changed after it was signed", () -> forge.tampered());
  }

  private static byte[] pem(byte[] der) {
    return ("-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void forms() {
    noToken("no token", () -> "");
    noToken("a word", () -> "token");
    noToken("three empty parts", () -> "..");
    noToken("four parts", () -> forge.signed(it -> it) + ".x");
    noToken("a payload that is no JSON", () -> forge.signedText("claims"));
    noToken("a payload that is a list", () -> forge.signedText("[]"));
    noToken(
        "a claim that is given twice",
        () ->
            forge.signedText(
                Json.write(forge.claims()).replace("{\"iss\"", "{\"run_id\":\"2\",\"iss\"")));
  }

  private static void requiredClaims() {
    for (String claim :
        List.of("repository_id", "repository_owner_id", "event_name", "ref", "run_id")) {
      refused("no " + claim, 403, "permission", () -> forge.without(claim));
      refused(
          "null as " + claim,
          403,
          "permission",
          () -> forge.signed(it -> it.with(claim, new Value.Null())));
      refused(
          "a list as " + claim,
          403,
          "permission",
          () -> forge.signed(it -> it.with(claim, Values.texts(List.of("1")))));
    }
    refused("a number as run_id", 403, "permission", () -> forge.with("run_id", 1));
    refused("words as run_id", 403, "claims", () -> forge.with("run_id", "one"));
    refused("words as repository_id", 403, "claims", () -> forge.with("repository_id", "acme"));
    refused("nothing as ref", 403, "claims", () -> forge.with("ref", ""));
    refused("a branch's name as ref", 403, "claims", () -> forge.with("ref", "main"));
    refused("a ref of nothing", 403, "claims", () -> forge.with("ref", "refs/"));
    refused("a long ref", 403, "claims", () -> forge.with("ref", "refs/" + "r".repeat(1100)));
    letIn("a tag", () -> forge.with("ref", "refs/tags/v1"));
    letIn("a pull request", () -> forge.with("ref", "refs/pull/1/merge"));
    refused("an event in capitals", 403, "claims", () -> forge.with("event_name", "Push"));
  }

  private static void owners() {
    for (String owner : List.of("43", "4", "2", "420", "142", "42,42", "", "042")) {
      refused(
          "owner " + owner,
          403,
          owner.matches("[0-9]+") ? "owner" : "claims",
          () -> forge.with("repository_owner_id", owner));
    }
    letIn(
        "renamed: other names, the same ids",
        () ->
            forge.signed(it ->
                it.with("repository", new Value.Text("newname/shop"))
                    .with("repository_owner", new Value.Text("newname"))
                    .with("sub", new Value.Text("repo:newname@42/shop@1001:ref:refs/heads/main"))));
    refused(
        "the owner's name, of somebody else",
        403,
        "owner",
        () -> forge.with("repository_owner_id", "666"));
    letIn(
        "another repository of the owner, which the service will drop",
        () -> forge.with("repository_id", "9999"));
  }

  private static void subjects() {
    letIn(
        "the subject's old form",
        () -> forge.with("sub", "repo:acme/checkout:ref:refs/heads/main"));
    letIn(
        "the subject's new form",
        () -> forge.with("sub", "repo:acme@42/checkout@1001:ref:refs/heads/main"));
    letIn("a subject of the owner's choice", () -> forge.with("sub", "anything"));
    letIn("no subject", () -> forge.without("sub"));
  }

  private static void events() {
    for (String event : List.of("push", "pull_request", "workflow_dispatch", "schedule")) {
      letIn("event " + event, () -> forge.with("event_name", event));
    }
    for (String event : List.of("pull_request_target", "issue_comment", "workflow_run")) {
      refused("event " + event, 403, "event", () -> forge.with("event_name", event));
    }
  }

  @Test
  void a_token_that_is_right_in_all_is_let_in_and_no_other() throws Exception {
    times();
    issuersAndAudiences();
    signatures();
    forms();
    requiredClaims();
    owners();
    subjects();
    events();
    int messages = 0;
    var tokens = new ArrayList<String>();
    for (var named : ROWS.entrySet()) {
      var row = named.getValue();
      String token = row.making().token();
      tokens.add(token);
      var answer = Callers.post(world.gateway(), Callers.GITHUB, Callers.bearer(token));
      var taken = world.taken();
      messages += taken.size();

      assertThat(answer.status()).as(named.getKey() + " " + answer).isEqualTo(row.status());
      assertThat(taken.stream().map(ClaimsMatrixTest::said).toList())
          .as(named.getKey())
          .isEqualTo(row.status() == 202 ? List.of(claimed(token)) : List.of());
      if (row.status() != 202) {
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        var problem = (Value.Tree) Json.read(answer.body());
        assertThat(problem.text("type"))
            .as(named.getKey())
            .contains("urn:runtime-service:problem:" + row.problem());
        assertThat(problem.text("detail").orElse(""))
            .as(named.getKey())
            .containsAnyOf("expected", "needs");
      }
    }
    assertThat(loggedOf(tokens)).isEmpty();
    System.out.printf(
        "gateway claims: %d rows, %d let in, each with its message, %d refused without one%n",
        ROWS.size(), messages, ROWS.size() - messages);
  }

  private static Map<String, String> said(Message message) {
    return message.messageAttributes().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().stringValue()));
  }

  /** Each claim as the JSON text that it is in the token. */
  private static Map<String, String> claimed(String token) throws Exception {
    String payload =
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    var claims = (Value.Tree) Json.read(payload);
    return Map.of(
        "source", "github",
        "callerRepositoryId", Json.write(claims.get("repository_id").orElseThrow()),
        "callerOwnerId", Json.write(claims.get("repository_owner_id").orElseThrow()),
        "callerEvent", Json.write(claims.get("event_name").orElseThrow()),
        "callerRef", Json.write(claims.get("ref").orElseThrow()),
        "callerRunId", Json.write(claims.get("run_id").orElseThrow()));
  }

  /** What the log has of a token: its signature, or all of it. */
  private static List<String> loggedOf(List<String> tokens) {
    var secrets =
        tokens.stream()
            .flatMap(token -> List.of(token.split("\\.", -1)).stream())
            .filter(part -> part.length() > 40)
            .collect(Collectors.toSet());
    return log.lines().stream().filter(line -> secrets.stream().anyMatch(line::contains)).toList();
  }

  @Test
  void keys_can_be_changed_and_old_tokens_stay_valid() throws Exception {
    var issuer = world.gateway().issuer();
    String old = forge.signed(it -> it);
    assertThat(Callers.post(world.gateway(), Callers.GITHUB, Callers.bearer(old)).status())
        .isEqualTo(202);

    issuer.changeKey();
    String fresh = forge.signed(it -> it);

    assertThat(Callers.post(world.gateway(), Callers.GITHUB, Callers.bearer(fresh)).status())
        .isEqualTo(202);
    assertThat(Callers.post(world.gateway(), Callers.GITHUB, Callers.bearer(old)).status())
        .isEqualTo(202);
    assertThat(world.taken()).hasSize(3);
  }

  @Test
  void a_token_may_stand_alone_and_bearer_may_be_spelled_in_any_way() throws Exception {
    for (String prefix : List.of("", "bearer ", "BEARER  ")) {
      String header = "Authorization: " + prefix + forge.signed(it -> it);

      assertThat(Callers.post(world.gateway(), Callers.GITHUB, header).status()).isEqualTo(202);
      assertThat(world.taken()).hasSize(1);
    }
  }
}
