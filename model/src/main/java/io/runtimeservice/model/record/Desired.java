package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Digest;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.spec.EffectiveSpec;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.Spec;
import io.runtimeservice.model.spec.Wish;

/**
 * The effective desired state of an environment: what its record, its app's record and the defaults
 * amount to.
 */
public record Desired(
    EnvironmentKey key,
    EnvironmentType type,
    DesiredVersion version,
    Wish wish,
    boolean deletionProtection,
    Spec spec) {

  /** Merges the two records. */
  public static Reading<Desired> of(AppRecord app, EnvironmentRecord environment) {
    return EffectiveSpec.of(
            environment.type(),
            app.config(),
            app.defaults().getOrDefault(environment.type(), Value.Tree.EMPTY),
            environment.spec())
        .then(spec -> new Reading.Read<>(of(environment, spec)));
  }

  /** Of an environment that is to be deleted; what it was to be like before does not matter. */
  public static Reading<Desired> ofDeletion(EnvironmentRecord environment) {
    return EffectiveSpec.of(
            environment.type(), Value.Tree.EMPTY, Value.Tree.EMPTY, Value.Tree.EMPTY)
        .then(spec -> new Reading.Read<>(of(environment, spec)));
  }

  private static Desired of(EnvironmentRecord environment, EffectiveSpec effective) {
    String digest =
        Digest.of(environment.type() + "\n" + environment.wish() + "\n" + effective.digest()).hex();
    return new Desired(
        environment.key(),
        environment.type(),
        new DesiredVersion(environment.generation(), digest),
        environment.wish(),
        environment.deletionProtection(),
        effective.spec());
  }
}
