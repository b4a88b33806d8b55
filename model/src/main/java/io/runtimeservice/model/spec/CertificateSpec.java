package io.runtimeservice.model.spec;

import io.runtimeservice.model.secret.SecretReference;
import java.util.Optional;

/**
 * A host name that the environment answers to, with its certificate.
 *
 * @param hostname lower case; {@code *.} may stand in front
 * @param custom where chain and key are in the secret source, under the keys {@link #CHAIN_KEY} and
 *     {@link #PRIVATE_KEY_KEY}; empty if Fly shall issue the certificate by ACME
 */
public record CertificateSpec(String hostname, Optional<SecretReference> custom) {

  /** The key, in the bundle, of the PEM chain; Fly's own name for it. */
  public static final String CHAIN_KEY = "fullchain";

  /** The key, in the bundle, of the PEM private key; Fly's own name for it. */
  public static final String PRIVATE_KEY_KEY = "private_key";
}
