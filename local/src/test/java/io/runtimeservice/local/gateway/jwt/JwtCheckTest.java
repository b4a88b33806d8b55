package io.runtimeservice.local.gateway.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with tokens that the right key has signed. */
class JwtCheckTest {

  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00.500Z");
  private static final JwtCheck CHECK =
      new JwtCheck(
          new JwtRules(
              "https://issuer.example",
              Set.of("us"),
              List.of(new ClaimRule("who", Set.of("acme", "other"), true))),
          () -> NOW);

  private static RSAKey key;

  @BeforeAll
  static void make() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k").generate();
  }

  private static String token(RSAKey by, UnaryOperator<JWSHeader.Builder> header, String payload)
      throws JOSEException {
    var token =
        new JWSObject(
            header.apply(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k")).build(),
            new Payload(payload));
    token.sign(new RSASSASigner(by.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())));
    return token.serialize();
  }

  private static String payload(String exp, String nbf) {
    long now = NOW.getEpochSecond();
    return """
    {"iss": "https://issuer.example", "aud": "us", "exp": %s, "nbf": %s, "who": "acme"}
    """
        .formatted(exp.replace("now", Long.toString(now)), nbf.replace("now", Long.toString(now)));
  }

  private static Verdict judged(RSAKey published, String token) {
    return CHECK.check(token, new JWKSet(published.toPublicJWK()));
  }

  private static Verdict bad(TokenFault fault) {
    return new Verdict.Bad(fault);
  }

  /** Of a second, fractions count, too. */
  @ParameterizedTest
  @CsvSource({
    "now.6, 0, GOOD",
    "now.5, 0, EXPIRED",
    "now, 0, EXPIRED",
    "-1, 0, EXPIRED",
    "null, 0, EXPIRED",
    "1e999, 0, GOOD",
    "now.6, now.5, GOOD",
    "now.6, now.6, NOT_YET_VALID",
    "now.6, 1e12, NOT_YET_VALID",
    "now.6, null, NOT_YET_VALID"
  })
  void times_are_compared_to_the_fraction(String exp, String nbf, String verdict) throws Exception {
    var judged = judged(key, token(key, it -> it, payload(exp, nbf)));

    if (verdict.equals("GOOD")) {
      assertThat(judged).isInstanceOf(Verdict.Good.class);
    } else {
      assertThat(judged).isEqualTo(bad(TokenFault.valueOf(verdict)));
    }
  }

  @ParameterizedTest
  @CsvSource({"RS384", "RS512", "PS256", "PS512"})
  void another_algorithm_is_refused_though_the_key_is_right(String algorithm) throws Exception {
    var token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("k").build(),
            new Payload(payload("now.6", "0")));
    token.sign(new RSASSASigner(key));

    assertThat(judged(key, token.serialize())).isEqualTo(bad(TokenFault.ALGORITHM));
  }

  @Test
  void an_extension_that_has_to_be_understood_is_not() throws Exception {
    String token =
        token(key, it -> it.criticalParams(Set.of("x")).customParam("x", 1), payload("now.6", "0"));

    assertThat(judged(key, token)).isEqualTo(bad(TokenFault.SIGNATURE));
  }

  @Test
  void a_key_for_something_else_does_not_do() throws Exception {
    String token = token(key, it -> it, payload("now.6", "0"));

    assertThat(judged(new RSAKey.Builder(key).keyUse(KeyUse.ENCRYPTION).build(), token))
        .isEqualTo(bad(TokenFault.KEY));
    assertThat(judged(new RSAKey.Builder(key).algorithm(JWSAlgorithm.RS512).build(), token))
        .isEqualTo(bad(TokenFault.KEY));
    assertThat(judged(new RSAKey.Builder(key).keyID("other").build(), token))
        .isEqualTo(new Verdict.UnknownKey());
  }

  @Test
  void a_key_that_is_too_short_does_not_do() throws Exception {
    var weak = new RSAKeyGenerator(1024, true).keyID("k").generate();

    assertThat(judged(weak, token(weak, it -> it, payload("now.6", "0"))))
        .isEqualTo(bad(TokenFault.KEY));
  }

  @Test
  void a_claim_has_one_of_the_values_that_are_expected() throws Exception {
    String payload = payload("now.6", "0");

    assertThat(judged(key, token(key, it -> it, payload.replace("\"acme\"", "\"other\""))))
        .isInstanceOf(Verdict.Good.class);
    for (String other : List.of("\"ACME\"", "\"\"", "[\"acme\"]", "null", "1")) {
      assertThat(judged(key, token(key, it -> it, payload.replace("\"acme\"", other))))
          .as(other)
          .isEqualTo(bad(TokenFault.CLAIM));
    }
  }
}
