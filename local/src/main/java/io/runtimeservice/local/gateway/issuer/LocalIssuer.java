package io.runtimeservice.local.gateway.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes tokens as GitHub Actions' issuer does, of whatever claims are wished for. */
public final class LocalIssuer {

  private final SigningKeys keys = new SigningKeys(SigningKeys.made());
  private final InstantSource clock;
  private final RandomGenerator random;
  private final String name;
  private final String audience;

  /**
   * An issuer, with a key of its own, whose making takes a part of a second: not for an event loop.
   *
   * @param name its address, which is {@code iss}
   * @param audience the one that tokens are for which ask for none
   * @param random of which tokens get their numbers
   */
  public LocalIssuer(String name, String audience, InstantSource clock, RandomGenerator random) {
    this.name = name;
    this.audience = audience;
    this.clock = clock;
    this.random = random;
  }

  public String name() {
    return name;
  }

  String audience() {
    return audience;
  }

  /** Signs with another key from now on; what the last one signed stays valid. */
  public void changeKey() {
    keys.signWith(SigningKeys.made());
  }

  /** Its public keys, as {@code jwks_uri} answers. */
  String published() {
    return keys.published().toString();
  }

  String token(WishedClaims wish) {
    return signed(
        wish.payload(
            name, new UUID(random.nextLong(), random.nextLong()).toString(), clock.instant()));
  }

  /** A token that says exactly this. */
  public String signed(Value.Tree payload) {
    return signedText(Json.write(payload));
  }

  /** The same of any text, which a real issuer would not sign. */
  public String signedText(String payload) {
    RSAKey key = keys.current();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID(key.getKeyID())
            .type(JOSEObjectType.JWT)
            .build();
    var token = new JWSObject(header, new Payload(payload));
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK does not sign with RSA keys", e);
    }
    return token.serialize();
  }
}
