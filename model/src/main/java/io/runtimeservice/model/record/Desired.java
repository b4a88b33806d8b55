package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Digest;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.spec.EffectiveSpec;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.Spec;
import io.runtimeservice.model.spec.Wish;
import java.time.Instant;
import java.util.Optional;

/**
 * The effective desired state of an environment: what its record, its app's record and the defaults
 * amount to.
 *
 * @param maxPreviews how many previews the app may have, for one that is to be made; no part of the
 *     version, since nothing that is there depends on it
 */
public record Desired(
    EnvironmentKey key,
    EnvironmentType type,
    DesiredVersion version,
    Wish wish,
    boolean deletionProtection,
    int maxPreviews,
    Spec spec) {

  /** Merges the two records. */
  public static Reading<Desired> of(AppRecord app, EnvironmentRecord environment) {
    return EffectiveSpec.of(
            environment.type(),
            app.config(),
            app.defaults().getOrDefault(environment.type(), Value.Tree.EMPTY),
            environment.spec())
        .then(spec -> new Reading.Read<>(of(environment, app.maxPreviews(), spec)));
  }

  /** Of an environment that is to be deleted; what it was to be like before does not matter. */
  public static Reading<Desired> ofDeletion(EnvironmentRecord environment) {
    return EffectiveSpec.of(
            environment.type(), Value.Tree.EMPTY, Value.Tree.EMPTY, environment.spec())
        .then(spec -> new Reading.Read<>(of(environment, 0, spec)));
  }

  /** When its time was over, if that is why it is to be deleted. */
  public Optional<Instant> expiredAt() {
    return wish == Wish.DELETED ? spec.policy().expiresAt() : Optional.empty();
  }

  private static Desired of(
      EnvironmentRecord environment, int maxPreviews, EffectiveSpec effective) {
    String digest =
        Digest.of(environment.type() + "\n" + environment.wish() + "\n" + effective.digest()).hex();
    return new Desired(
        environment.key(),
        environment.type(),
        new DesiredVersion(environment.generation(), digest),
        environment.wish(),
        environment.deletionProtection(),
        maxPreviews,
        effective.spec());
  }
}
