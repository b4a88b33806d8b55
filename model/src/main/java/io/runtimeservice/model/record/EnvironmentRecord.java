package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.spec.Words;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * An Environment record: {@code pk = APP#<appId>}, {@code sk = ENV#<environmentId>}. The
 * Environment Manager owns all of it but {@code url} and {@code status}, which are not read here.
 *
 * @param deletionProtection while true, deletion is refused, wished or by expiry
 * @param spec the environment's own layer
 */
public record EnvironmentRecord(
    EnvironmentKey key,
    EnvironmentType type,
    String branch,
    Generation generation,
    Wish wish,
    boolean deletionProtection,
    Value.Tree spec) {

  static final int BRANCH_CHARACTERS_MAX = 255;

  private static final String EXPIRES_AT = "expiresAt";

  private static final List<String> DELETION_NEEDS =
      List.of("environmentId", "type", "generation", "desired", "deletionProtection");

  /** Reads the record of the environment that was asked for. */
  public static Reading<EnvironmentRecord> read(Value.Tree tree, EnvironmentKey key) {
    var refusals = new Refusals();
    var fields = new Fields(RecordForm.known(tree), "", refusals).skip("pk", "sk", "url", "status");
    String id = key.environment().value();
    fields.required(
        "environmentId",
        "the environment's own id",
        fields.text("environmentId", "the id in sk", id::equals));
    var type = fields.required("type", "preview or production", fields.word("type", Words.TYPES));
    var branch =
        fields.required(
            "branch",
            "a branch name",
            fields.text(
                "branch",
                "a branch name of 1 to %d characters".formatted(BRANCH_CHARACTERS_MAX),
                EnvironmentRecord::isBranch));
    var generation =
        fields.required(
            "generation", "a whole number from 1", fields.whole("generation", 1, Long.MAX_VALUE));
    var wish =
        fields.required(
            "desired", "running, stopped or deleted", fields.word("desired", Words.WISHES));
    var deletionProtection = fields.bool("deletionProtection");
    var spec = fields.required("spec", "an object", fields.tree("spec"));
    fields.noOthers();
    return refusals.orElse(() ->
        new EnvironmentRecord(
            key,
            type.orElseThrow(),
            branch.orElseThrow(),
            new Generation(generation.orElseThrow()),
            wish.orElseThrow(),
            deletionProtection.orElse(type.orElseThrow() == EnvironmentType.PRODUCTION),
            spec.orElseThrow()));
  }

  /**
   * Reads of a record whose deletion is wanted what a deletion needs to know, and no more: one that
   * is wrong otherwise can be deleted all the same.
   */
  public static Reading<EnvironmentRecord> readDeletion(Value.Tree tree, EnvironmentKey key) {
    return readNeeded(tree, key, Value.Tree.EMPTY);
  }

  /**
   * Reads the record of a preview whose time is over, as one whose deletion is wanted. When that
   * was belongs to what is desired: a later time is another desired state.
   */
  public static Reading<EnvironmentRecord> readExpiry(Value.Tree tree, EnvironmentKey key) {
    var over = tree.with("desired", Values.text(Wish.DELETED.toString()));
    Value expiresAt = tree.tree("spec").get(EXPIRES_AT).orElse(Value.Tree.EMPTY);
    return readNeeded(over, key, Value.Tree.EMPTY.with(EXPIRES_AT, expiresAt));
  }

  private static Reading<EnvironmentRecord> readNeeded(
      Value.Tree tree, EnvironmentKey key, Value.Tree spec) {
    var needed = new LinkedHashMap<String, Value>();
    for (String name : DELETION_NEEDS) {
      tree.get(name).ifPresent(value -> needed.put(name, value));
    }
    needed.put("branch", Values.text("any"));
    needed.put("spec", spec);
    return read(new Value.Tree(needed), key);
  }

  /**
   * When a preview is to be deleted, by a record that may be refused for something else; empty for
   * never. Production does not expire.
   */
  public static Optional<Instant> expiry(Value.Tree tree) {
    return tree.text("type")
        .map(Words.TYPES::get)
        .filter(EnvironmentType.PREVIEW::equals)
        .flatMap(_ -> new Fields(tree.tree("spec"), "", new Refusals()).time(EXPIRES_AT));
  }

  /** The generation, if it can be read, of a record that may be refused for something else. */
  public static Optional<Generation> generation(Value.Tree tree) {
    return tree.whole("generation").filter(number -> number >= 1).map(Generation::new);
  }

  /** Whether deletion is wanted, by a record that may be refused for something else. */
  public static boolean wantsDeletion(Value.Tree tree) {
    return tree.text("desired").map(Words.WISHES::get).filter(Wish.DELETED::equals).isPresent();
  }

  private static boolean isBranch(String name) {
    return !name.isBlank()
        && name.length() <= BRANCH_CHARACTERS_MAX
        && name.chars().noneMatch(Character::isISOControl);
  }
}
