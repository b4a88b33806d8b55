package io.runtimeservice.simulator.secrets;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.secret.SecretBundle;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.secret.SecretValue;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A secret store in memory. For one thread; every future is complete when it is returned. */
public final class InMemorySecretSource implements SecretSource {

  private final Map<SecretReference, SecretBundle> bundles = new HashMap<>();
  private final Set<SecretReference> denied = new HashSet<>();
  private boolean down;
  private long fetches;

  /** Puts a version of a bundle into the store. */
  public void put(SecretReference reference, Map<String, String> values) {
    var bundle = new HashMap<String, SecretValue>();
    values.forEach((key, value) -> bundle.put(key, SecretValue.of(value)));
    bundles.put(reference, new SecretBundle(bundle));
  }

  public void remove(SecretReference reference) {
    bundles.remove(reference);
  }

  /** From now on the service may not read the bundle, or may again. */
  public void deny(SecretReference reference, boolean deny) {
    if (deny) {
      denied.add(reference);
    } else {
      denied.remove(reference);
    }
  }

  /** From now on nothing answers, or does again. */
  public void down(boolean isDown) {
    down = isDown;
  }

  /** How often a bundle was asked for, in vain or not. */
  public long fetches() {
    return fetches;
  }

  @Override
  public Future<SecretBundle> fetch(SecretReference reference) {
    fetches++;
    return failure(reference)
        .<Future<SecretBundle>>map(failure -> Future.failedFuture(new FailureException(failure)))
        .orElseGet(() -> Future.succeededFuture(bundles.get(reference)));
  }

  private Optional<Failure> failure(SecretReference reference) {
    if (down) {
      return Optional.of(new Failure.Unavailable(says("down")));
    }
    if (denied.contains(reference)) {
      return Optional.of(new Failure.SecretDenied(says("denied")));
    }
    return bundles.containsKey(reference)
        ? Optional.empty()
        : Optional.of(new Failure.SecretMissing(says("missing")));
  }

  private static Evidence says(String text) {
    return Evidence.of(Dependency.SECRETS, text);
  }
}
