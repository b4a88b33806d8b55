package io.runtimeservice.model.spec;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * A spec as it takes effect, with the digest that says whether it is still the same.
 *
 * @param digest of everything in the spec, merged; equal digests mean that the same is wanted
 */
public record EffectiveSpec(Spec spec, String digest) {

  /** What a spec may measure as JSON: {@value} bytes. */
  public static final int BYTES_MAX = 64 * 1024;

  private static final List<String> OWN_ONLY =
      List.of("image", "commit", "certificates", "expiresAt");

  /** Not certificates: where they do not belong they are looked at all the same, for keys. */
  private static final Set<String> OWN_ONLY_SCALARS = Set.of("image", "commit", "expiresAt");

  /**
   * Lays an environment's own spec over its app's layers and reads the whole. Nothing covers the
   * own spec, and the layers were read with the App record: what is wrong here is in the own spec,
   * or in how the layers fit together.
   *
   * @param config the App record's {@code config}, checked
   * @param defaults the App record's {@code defaults} for this type, checked
   * @param own the Environment record's {@code spec}
   */
  public static Reading<EffectiveSpec> of(
      EnvironmentType type, Value.Tree config, Value.Tree defaults, Value.Tree own) {
    if (Json.write(own).getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      return Reading.refused("spec", "expected at most %d bytes as JSON".formatted(BYTES_MAX));
    }
    return SpecReader.read(merged(type, config, defaults, own), "spec")
        .then(spec -> new Reading.Read<>(new EffectiveSpec(spec, SpecDigest.of(spec))));
  }

  /** Says what is wrong with an App record's {@code config} or {@code defaults}. */
  public static void checkLayer(
      Value.Tree layer, EnvironmentType type, String path, Refusals refusals) {
    OWN_ONLY.stream()
        .filter(layer.fields()::containsKey)
        .forEach(
            name -> refusals.add(path + "." + name, "expected only in an environment's own spec"));
    var rest = new LinkedHashMap<>(layer.fields());
    rest.keySet().removeAll(OWN_ONLY_SCALARS);
    SpecReader.checkLayer(new Value.Tree(rest), type, path, refusals);
  }

  private static Value.Tree merged(
      EnvironmentType type, Value.Tree config, Value.Tree defaults, Value.Tree own) {
    var app = Values.tree().put("config", config).build();
    return SpecDefaults.over(
        SpecDefaults.over(SpecDefaults.over(SpecDefaults.builtIn(type), app), defaults), own);
  }
}
