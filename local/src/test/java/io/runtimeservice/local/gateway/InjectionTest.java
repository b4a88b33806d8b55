package io.runtimeservice.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.gateway.ExpectedForm.Field;
import io.runtimeservice.local.gateway.mapping.Dialect;
import io.runtimeservice.local.parts.GatewayPart;
import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever identifiers, claims, headers, queries and bodies hold, what is sent to SQS is what has
 * to be sent for them, field by field: no value ends before its end, and no template is in a value.
 */
class InjectionTest {

  private static final long SEED = 20261127;
  private static final int CASES = 2_000;
  private static final List<String> HEADERS =
      List.of("appId", "MessageBody", "X-Amz-Target", "X-Forwarded-For", "User-Agent", "path");

  private static Vertx vertx;
  private static Capture capture;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    capture = new Capture(vertx);
  }

  @AfterAll
  static void end() {
    capture.close();
    Answers.of(vertx.close());
  }

  /** A request, and what has to be sent for it. */
  private record Case(String target, List<String> headers, List<Field> expected) {}

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void what_is_sent_is_what_has_to_be_sent(Dialect dialect) throws Exception {
    var api =
        new GatewayVerticle.Api(
            GatewayPart.definition(capture.queue(), dialect), GatewayPart.stage());
    try (var gateway = GatewayPart.start(GatewayWorld.ports(), capture.queue(), api)) {
      var forge = new TokenForge(gateway.issuer());
      var draws = new Draws(SEED);
      int sent = 0;
      int whole = 0;
      for (int i = 0; i < CASES; i++) {
        var one = drawn(draws, forge);
        var answer = Callers.post(gateway, one.target(), one.headers().toArray(String[]::new));
        var taken = capture.taken();

        assertThat(taken).as(one.target() + " " + answer).hasSizeLessThanOrEqualTo(1);
        if (taken.isEmpty()) {
          assertThat(one.expected()).as(one.target()).isEqualTo(ExpectedForm.refused());
        } else {
          sent++;
          whole += one.expected().size() > ExpectedForm.refused().size() ? 1 : 0;
          var form = taken.getFirst();
          assertThat(form.path()).isEqualTo("/000000000000/marks");
          assertThat(form.contentType()).isEqualTo("application/x-www-form-urlencoded");
          assertThat(ExpectedForm.parsed(form.form())).as(one.target()).isEqualTo(one.expected());
        }
        assertThat(answer.status()).isIn(202, 400, 401, 403, 404);
      }
      System.out.printf(
          "gateway injection, %s, seed %d: %d cases, %d sent, of which %d whole messages; each as it"
              + " is expected%n",
          dialect, SEED, CASES, sent, whole);
      assertThat(whole).isGreaterThan(CASES / 10);
    }
  }

  private static Case drawn(Draws draws, TokenForge forge) {
    var hostile = new HostileText(draws);
    String app = identifier(draws, hostile);
    String environment = identifier(draws, hostile);
    String path =
        "apps/%s/environments/%s/reconcile"
            .formatted(HostileText.encoded(app), HostileText.encoded(environment));
    String query = draws.coin() ? "" : "?appId=" + HostileText.encoded(hostile.draw());
    var headers = new ArrayList<String>();
    for (int i = draws.upTo(3); i > 0; i--) {
      headers.add(draws.oneOf(HEADERS) + ": " + HostileText.line(hostile.draw()));
    }
    if (draws.coin()) {
      headers.add(Callers.SIGNED);
      return new Case("/v1/" + path + query, headers, ExpectedForm.manager(app, environment));
    }
    var claims = claims(forge, draws, hostile);
    headers.add(Callers.bearer(forge.signed(_ -> claims)));
    return new Case(
        "/v1/github/" + path + query, headers, ExpectedForm.gitHub(app, environment, claims));
  }

  private static String identifier(Draws draws, HostileText hostile) {
    return draws.upTo(3) == 0 ? hostile.draw() : draws.word(1 + draws.upTo(38));
  }

  /** Most are as they should be, so that what is not stands in a message that is sent. */
  private static Value.Tree claims(TokenForge forge, Draws draws, HostileText hostile) {
    Function<String, Value> text = it -> new Value.Text(it);
    var claims =
        forge
            .claims()
            .with("ref", text.apply(draws.upTo(8) == 0 ? hostile.draw() : "refs/" + hostile.draw()))
            .with("repository", text.apply(hostile.draw()))
            .with("sub", text.apply(hostile.draw()));
    if (draws.upTo(4) == 0) {
      String name =
          draws.oneOf(List.of("repository_id", "repository_owner_id", "event_name", "run_id"));
      claims = claims.with(name, text.apply(hostile.draw()));
    }
    return claims;
  }
}
