package io.runtimeservice.model.port;

import io.runtimeservice.model.secret.SecretBundle;
import io.runtimeservice.model.secret.SecretReference;
import io.vertx.core.Future;

/** Where secret values live. */
public interface SecretSource {

  /** Fetches a bundle. Its failures: {@code SecretMissing}, {@code SecretDenied}. */
  Future<SecretBundle> fetch(SecretReference reference);
}
