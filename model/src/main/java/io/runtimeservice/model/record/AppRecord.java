package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.spec.EffectiveSpec;
import io.runtimeservice.model.spec.EnvironmentType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An App record: {@code pk = APP#<appId>}, {@code sk = APP}. The Environment Manager owns it.
 *
 * @param config shared by all environments, the lowest layer but the built-in one
 * @param defaults a partial spec for each type of environment
 * @param maxPreviews how many previews the app may have
 */
public record AppRecord(
    AppId id,
    GitRepository repository,
    Value.Tree config,
    Map<EnvironmentType, Value.Tree> defaults,
    int maxPreviews) {

  static final int MAX_PREVIEWS_DEFAULT = 50;
  static final int MAX_PREVIEWS_MAX = 10_000;
  static final int FULL_NAME_CHARACTERS_MAX = 300;

  private static final Pattern FULL_NAME = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");

  public AppRecord {
    defaults = Map.copyOf(defaults);
  }

  /** Reads the record of the app that was asked for. */
  public static Reading<AppRecord> read(Value.Tree tree, AppId id) {
    var refusals = new Refusals();
    var fields = new Fields(RecordForm.known(tree), "app", refusals).skip("pk", "sk");
    fields.required(
        "appId", "the app's own id", fields.text("appId", "the id in pk", id.value()::equals));
    var repository =
        fields.required(
            "gitRepository",
            "an object",
            fields.object("gitRepository").flatMap(AppRecord::repository));
    var config = fields.tree("config").orElse(Value.Tree.EMPTY);
    EffectiveSpec.checkLayer(
        Values.tree().put("config", config).build(), EnvironmentType.PREVIEW, "app", refusals);
    var defaults = defaults(fields);
    int maxPreviews =
        fields.object("limits").flatMap(AppRecord::maxPreviews).orElse(MAX_PREVIEWS_DEFAULT);
    fields.noOthers();
    return refusals.orElse(
        () -> new AppRecord(id, repository.orElseThrow(), config, defaults, maxPreviews));
  }

  private static Optional<GitRepository> repository(Fields fields) {
    var fullName =
        fields.required(
            "fullName",
            "owner/name",
            fields.text(
                "fullName",
                "owner/name of letters, digits and ._-, %d characters at most"
                    .formatted(FULL_NAME_CHARACTERS_MAX),
                name ->
                    name.length() <= FULL_NAME_CHARACTERS_MAX
                        && FULL_NAME.matcher(name).matches()));
    var repositoryId = id(fields, "repositoryId");
    var ownerId = id(fields, "ownerId");
    fields.noOthers();
    return fullName.flatMap(
        name -> repositoryId.flatMap(r -> ownerId.map(o -> new GitRepository(name, r, o))));
  }

  private static Optional<Long> id(Fields fields, String name) {
    return fields.required(name, "GitHub's id, a number", fields.whole(name, 1, Long.MAX_VALUE));
  }

  private static Optional<Integer> maxPreviews(Fields limits) {
    var max = limits.whole("maxPreviews", 0, MAX_PREVIEWS_MAX).map(Long::intValue);
    limits.noOthers();
    return max;
  }

  private static Map<EnvironmentType, Value.Tree> defaults(Fields fields) {
    var layers = new EnumMap<EnvironmentType, Value.Tree>(EnvironmentType.class);
    fields
        .object("defaults")
        .ifPresent(object -> {
          for (EnvironmentType type : EnvironmentType.values()) {
            object
                .tree(type.toString())
                .ifPresent(layer -> {
                  layers.put(type, layer);
                  EffectiveSpec.checkLayer(
                      layer, type, object.at(type.toString()), fields.refusals());
                });
          }
          object.noOthers();
        });
    return layers;
  }
}
