package io.runtimeservice.local.gateway.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.ArrayList;
import java.util.List;

/**
 * The issuer's keys: one signs, and all are published. They are made here and live as long as the
 * process; a private one leaves it in no way.
 */
final class SigningKeys {

  private static final int BITS = 2048;

  private final List<RSAKey> keys = new ArrayList<>();

  /** Makes a key, which takes a part of a second: not for an event loop. */
  static RSAKey made() {
    try {
      return new RSAKeyGenerator(BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK makes no RSA keys", e);
    }
  }

  SigningKeys(RSAKey first) {
    keys.add(first);
  }

  /** From now on this key signs; the others stay published. */
  synchronized void signWith(RSAKey key) {
    keys.addFirst(key);
  }

  synchronized RSAKey current() {
    return keys.getFirst();
  }

  /** The public halves. */
  synchronized JWKSet published() {
    return new JWKSet(List.<com.nimbusds.jose.jwk.JWK>copyOf(keys)).toPublicJWKSet();
  }
}
