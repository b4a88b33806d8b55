package io.runtimeservice.local.gateway.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.math.BigDecimal;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at a token: algorithm, key, signature, issuer, audience, times, claims, in this order, so
 * that nothing is believed before the signature is.
 *
 * <p>The algorithm is RS256 whatever the token or the key says. A token that names another one
 * could have been signed by anybody: with none, or with the public key as the secret of HS256 (RFC
 * 8725, 2.1 and 3.1). Times are compared without leeway.
 */
public final class JwtCheck {

  /** What a key has to have at least: NIST SP 800-131A allows no shorter one. */
  static final int KEY_BITS_MIN = 2048;

  private final JwtRules rules;
  private final InstantSource clock;

  public JwtCheck(JwtRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** Looks at a token with the keys that are at hand. */
  public Verdict check(String token, JWKSet keys) {
    var parsed = parsed(token);
    if (parsed.isEmpty()) {
      return new Verdict.Bad(TokenFault.NOT_A_TOKEN);
    }
    var jwt = parsed.get();
    if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
      return new Verdict.Bad(TokenFault.ALGORITHM);
    }
    String id = jwt.getHeader().getKeyID();
    if (id == null) {
      return new Verdict.Bad(TokenFault.KEY);
    }
    JWK key = keys.getKeyByKeyId(id);
    if (key == null) {
      return new Verdict.UnknownKey();
    }
    if (!(key instanceof RSAKey rsa) || !isUsable(rsa)) {
      return new Verdict.Bad(TokenFault.KEY);
    }
    return isSignedBy(jwt, rsa) ? claims(jwt) : new Verdict.Bad(TokenFault.SIGNATURE);
  }

  private static Optional<SignedJWT> parsed(String token) {
    try {
      return Optional.of(SignedJWT.parse(token));
    } catch (ParseException | IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private static boolean isUsable(RSAKey key) {
    boolean signs = key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse());
    boolean suits = key.getAlgorithm() == null || JWSAlgorithm.RS256.equals(key.getAlgorithm());
    return signs && suits && key.size() >= KEY_BITS_MIN;
  }

  private static boolean isSignedBy(SignedJWT jwt, RSAKey key) {
    try {
      return jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()));
    } catch (JOSEException | IllegalStateException cannot) {
      return false;
    }
  }

  private Verdict claims(SignedJWT jwt) {
    try {
      return Json.read(jwt.getPayload().toBytes()) instanceof Value.Tree tree
          ? fault(tree).<Verdict>map(Verdict.Bad::new).orElseGet(() -> new Verdict.Good(tree))
          : new Verdict.Bad(TokenFault.NOT_A_TOKEN);
    } catch (Json.MalformedJsonException malformed) {
      return new Verdict.Bad(TokenFault.NOT_A_TOKEN);
    }
  }

  private Optional<TokenFault> fault(Value.Tree claims) {
    Instant now = clock.instant();
    if (claims.text("iss").filter(rules.issuer()::equals).isEmpty()) {
      return Optional.of(TokenFault.ISSUER);
    }
    if (audiences(claims).stream().noneMatch(rules.audiences()::contains)) {
      return Optional.of(TokenFault.AUDIENCE);
    }
    if (!isAfter(claims.get("exp"), now)) {
      return Optional.of(TokenFault.EXPIRED);
    }
    if (isToCome(claims, "nbf", now) || isToCome(claims, "iat", now)) {
      return Optional.of(TokenFault.NOT_YET_VALID);
    }
    return rules.claims().stream().allMatch(it -> it.holds(claims))
        ? Optional.empty()
        : Optional.of(TokenFault.CLAIM);
  }

  /** One as a string, or several in a list (RFC 7519, 4.1.3). */
  private static Set<String> audiences(Value.Tree claims) {
    return Stream.concat(
            claims.text("aud").stream(),
            claims.items("aud").stream()
                .filter(Value.Text.class::isInstance)
                .map(it -> ((Value.Text) it).value()))
        .collect(Collectors.toSet());
  }

  private static boolean isToCome(Value.Tree claims, String name, Instant now) {
    var time = claims.get(name);
    return time.isPresent() && (!(time.get() instanceof Value.Num) || isAfter(time, now));
  }

  private static boolean isAfter(Optional<Value> time, Instant now) {
    return time.isPresent()
        && time.get() instanceof Value.Num(BigDecimal seconds)
        && seconds.compareTo(seconds(now)) > 0;
  }

  private static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
  }
}
