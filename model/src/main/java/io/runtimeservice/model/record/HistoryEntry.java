package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Plain;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Generation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one pass did: {@code pk = APP#<appId>}, {@code sk = HIST#<environmentId>#<n>}. Written for
 * people; no pass ever reads it.
 *
 * @param seq its number among the environment's; it takes the place of the one {@link #KEPT} before
 * @param trigger who asked
 * @param supersedes the desired state that was begun, and is cut short by this one
 */
public record HistoryEntry(
    EnvironmentKey key,
    long seq,
    Instant at,
    Generation generation,
    long epoch,
    String trigger,
    List<Operation> operations,
    Optional<DesiredVersion> supersedes) {

  /** How many are kept of each environment. */
  public static final int KEPT = 20;

  /** How long the table keeps one, at least (its TTL attribute). */
  public static final Duration KEPT_FOR = Duration.ofDays(90);

  /** What one may measure. */
  static final int BYTES_MAX = 1024;

  private static final int TEXT_CHARACTERS_MAX = 120;
  private static final int WORD_CHARACTERS_MAX = 64;

  public HistoryEntry {
    operations = List.copyOf(operations);
  }

  /** Of a pass that cuts nothing short. */
  public HistoryEntry(
      EnvironmentKey key,
      long seq,
      Instant at,
      Generation generation,
      long epoch,
      String trigger,
      List<Operation> operations) {
    this(key, seq, at, generation, epoch, trigger, operations, Optional.empty());
  }

  /**
   * One operation.
   *
   * @param what the operation and its target, in words
   * @param cause why it was done
   * @param outcome {@code done}, or what went wrong
   * @param requestId Fly's id of the call
   */
  public record Operation(
      String what, String cause, String outcome, Duration took, Optional<String> requestId) {}

  /** Which of the {@link #KEPT} places it is written to. */
  public int place() {
    return (int) (seq % KEPT);
  }

  /** As the table holds it; the last operations are left out, and counted, where it is too long. */
  public Value.Tree toTree() {
    var told = new ArrayList<>(operations);
    while (true) {
      Value.Tree tree = tree(told);
      boolean fits = Json.write(tree).getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX;
      if (fits || told.isEmpty()) {
        return tree;
      }
      told.removeLast();
    }
  }

  private Value.Tree tree(List<Operation> told) {
    var tree =
        Values.tree()
            .put("seq", seq)
            .put("at", Values.time(at))
            .put("generation", generation.value())
            .put("epoch", epoch)
            .put("trigger", Plain.cut(trigger, WORD_CHARACTERS_MAX))
            .put("operations", new Value.Many(told.stream().map(HistoryEntry::tree).toList()));
    supersedes.ifPresent(former ->
        tree.put(
            "supersedes",
            Values.tree()
                .put("generation", former.generation().value())
                .put("digest", Plain.cut(former.digest(), WORD_CHARACTERS_MAX))
                .build()));
    if (told.size() < operations.size()) {
      tree.put("leftOut", operations.size() - told.size());
    }
    return tree.build();
  }

  private static Value tree(Operation operation) {
    return Values.tree()
        .put("operation", Plain.cut(operation.what(), TEXT_CHARACTERS_MAX))
        .put("reason", Plain.cut(operation.cause(), WORD_CHARACTERS_MAX))
        .put("outcome", Plain.cut(operation.outcome(), TEXT_CHARACTERS_MAX))
        .put("milliseconds", operation.took().toMillis())
        .putText(
            "flyRequestId", operation.requestId().map(id -> Plain.cut(id, WORD_CHARACTERS_MAX)))
        .build();
  }
}
