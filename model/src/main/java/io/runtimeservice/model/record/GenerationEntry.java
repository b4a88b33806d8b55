package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Digest;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.spec.Build;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.ImageReference;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.model.spec.Variables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A desired state that was reached, with what it takes to come back to it: {@code pk =
 * APP#<appId>}, {@code sk = GEN#<environmentId>#<n>}. Written for people; no pass ever reads it.
 *
 * @param at when all of it was applied and served for the first time
 * @param tag the image's, if one was asked for
 * @param image pinned to what the tag meant, if that is known
 * @param variables as they were merged: plain values as they stand in the table, of a secret its
 *     reference
 */
public record GenerationEntry(
    EnvironmentKey key,
    EnvironmentType type,
    Chronicle.Reached reached,
    Instant at,
    Optional<String> tag,
    ImageReference image,
    Optional<String> commit,
    Variables variables) {

  /** How many are kept of each environment. */
  public static final int KEPT = 20;

  /** How long the table keeps one of a preview, at least (its TTL attribute). */
  public static final Duration KEPT_FOR = HistoryEntry.KEPT_FOR;

  /**
   * What one may measure: every sweep's scan goes over them, and a query answers with all of an
   * environment's in one page.
   */
  public static final int BYTES_MAX = 16 * 1024;

  private static final String CONFIG = "config";
  private static final String SECRETS = "secrets";

  /** In this order they are left out where there is no room. */
  private static final List<String> LEFT_OUT_IN_ORDER = List.of(CONFIG, SECRETS);

  /** What is to be told of a desired state that has just been reached; empty without an image. */
  public static Optional<GenerationEntry> of(Desired desired, RuntimeRecord record, Instant at) {
    Build build = desired.spec().build();
    return record
        .chronicle()
        .reached()
        .flatMap(reached ->
            build
                .image()
                .map(asked ->
                    new GenerationEntry(
                        desired.key(),
                        desired.type(),
                        reached,
                        at,
                        asked.tag(),
                        record.pinned(desired.version(), asked),
                        build.commit(),
                        desired.spec().variables())));
  }

  /**
   * Until when it is kept; what production has reached is to go back to for as long as it lives.
   */
  public Optional<Instant> keptUntil() {
    return type == EnvironmentType.PREVIEW ? Optional.of(at.plus(KEPT_FOR)) : Optional.empty();
  }

  /** Which of the {@link #KEPT} places it is written to. */
  public int place() {
    return (int) (reached.seq() % KEPT);
  }

  /**
   * As the table holds it. Its {@code spec} is what to write into the Environment record's to come
   * back to it. A field for which there is no room is left out, and its size and digest are given.
   */
  public Value.Tree toTree() {
    var spec = spec();
    var leftOut = new LinkedHashMap<String, Value>();
    for (String name : LEFT_OUT_IN_ORDER) {
      if (bytes(tree(spec, leftOut)) > BYTES_MAX) {
        leftOut.put(name, inBrief(spec.tree(name)));
        spec = without(spec, name);
      }
    }
    return tree(spec, leftOut);
  }

  private Value.Tree spec() {
    var secrets = new LinkedHashMap<String, Value>();
    variables.secrets().forEach((name, secret) -> secrets.put(name, tree(secret)));
    return Values.tree()
        .put("image", image.toString())
        .putText("commit", commit)
        .put(CONFIG, Values.texts(variables.config()))
        .put(SECRETS, new Value.Tree(secrets))
        .build();
  }

  private Value.Tree tree(Value.Tree spec, LinkedHashMap<String, Value> leftOut) {
    var tree =
        Values.tree()
            .put("seq", reached.seq())
            .put("generation", reached.version().generation().value())
            .put("digest", reached.version().digest())
            .put("at", Values.time(at))
            .putText("tag", tag)
            .put("spec", spec);
    if (!leftOut.isEmpty()) {
      tree.put("leftOut", new Value.Tree(leftOut));
    }
    return tree.build();
  }

  private static Value tree(SecretSpec secret) {
    return Values.tree()
        .put("ref", secret.reference().ref())
        .put("version", secret.reference().version())
        .put("key", secret.key())
        .build();
  }

  private static Value inBrief(Value.Tree field) {
    return Values.tree()
        .put("bytes", bytes(field))
        .put("digest", Digest.of(Values.canonical(field)).hex())
        .build();
  }

  private static Value.Tree without(Value.Tree spec, String name) {
    var fields = new LinkedHashMap<>(spec.fields());
    fields.remove(name);
    return new Value.Tree(fields);
  }

  private static int bytes(Value.Tree tree) {
    return Json.write(tree).getBytes(StandardCharsets.UTF_8).length;
  }
}
