package io.runtimeservice.model.status;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.Generation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code status} attribute of an environment record. It is ours, so that reading it back is
 * forgiving: what cannot be read is as if it were not there, and the next write mends it.
 */
public final class StatusCodec {

  private static final Map<String, State> STATES = words(State.values());
  private static final Map<String, ConditionType> TYPES = words(ConditionType.values());
  private static final Map<String, Truth> TRUTHS = words(Truth.values());
  private static final Map<String, Reason> REASONS = words(Reason.values());
  private static final Map<String, WaitingOn> WAITING = words(WaitingOn.values());

  private StatusCodec() {}

  /**
   * The attribute.
   *
   * @param rev how often it has been written, this time included
   */
  public static Value.Tree write(Status status, Instant updatedAt, long rev) {
    var outlook = status.outlook();
    var tree =
        Values.tree()
            .put("state", status.state().toString())
            .put("waitingOn", outlook.waitingOn().toString())
            .put("nextAction", outlook.nextAction())
            .put("attempt", outlook.attempt())
            .putTime("nextTryAt", outlook.nextTryAt())
            .putTime("deadlineAt", outlook.deadlineAt())
            .putText("image", status.image())
            .put("conditions", many(status.conditions(), StatusCodec::condition))
            .put("dns", many(status.dns(), StatusCodec::row))
            .put("observedAt", Values.time(status.observedAt()))
            .put("updatedAt", Values.time(updatedAt))
            .put("rev", rev);
    status.observedGeneration().ifPresent(it -> tree.put("observedGeneration", it.value()));
    status.readyGeneration().ifPresent(it -> tree.put("readyGeneration", it.value()));
    return tree.build();
  }

  /** How often the attribute has been written; 0 if never, or if that cannot be read. */
  public static long rev(Value.Tree tree) {
    return tree.whole("rev").orElse(0L);
  }

  /** When the attribute was written last, by its writer's clock. */
  public static Optional<Instant> updatedAt(Value.Tree tree) {
    return time(tree, "updatedAt");
  }

  /** Reads the attribute; empty if it is not one that {@link #write} made. */
  public static Optional<Status> read(Value.Tree tree) {
    var state = word(tree, "state", STATES);
    var waitingOn = word(tree, "waitingOn", WAITING);
    var observedAt = time(tree, "observedAt");
    return state
        .flatMap(s -> waitingOn.flatMap(w -> observedAt.map(at -> status(tree, s, w, at))))
        .filter(status -> status.condition(ConditionType.READY).isPresent());
  }

  private static Status status(
      Value.Tree tree, State state, WaitingOn waitingOn, Instant observedAt) {
    return new Status(
        state,
        generation(tree, "observedGeneration"),
        generation(tree, "readyGeneration"),
        tree.text("image"),
        trees(tree, "conditions", StatusCodec::condition),
        new Outlook(
            waitingOn,
            tree.text("nextAction").orElse(""),
            time(tree, "nextTryAt"),
            time(tree, "deadlineAt"),
            tree.whole("attempt").filter(StatusCodec::isCount).map(Long::intValue).orElse(0)),
        trees(tree, "dns", StatusCodec::row),
        observedAt);
  }

  private static Value condition(Condition condition) {
    var tree =
        Values.tree()
            .put("type", condition.type().toString())
            .put("status", condition.truth().toString())
            .put("reason", condition.reason().toString())
            .put("message", condition.message())
            .put("lastTransitionTime", Values.time(condition.lastTransitionTime()));
    condition.observedGeneration().ifPresent(it -> tree.put("observedGeneration", it.value()));
    return tree.build();
  }

  private static Optional<Condition> condition(Value.Tree tree) {
    var type = word(tree, "type", TYPES);
    var truth = word(tree, "status", TRUTHS);
    var reason = word(tree, "reason", REASONS);
    var since = time(tree, "lastTransitionTime");
    return type.flatMap(it ->
        truth.flatMap(t ->
            reason.flatMap(r ->
                since.map(at ->
                    new Condition(
                        it,
                        t,
                        r,
                        tree.text("message").orElse(""),
                        generation(tree, "observedGeneration"),
                        at)))));
  }

  private static Value row(DnsRow row) {
    return Values.tree()
        .put("type", row.type())
        .put("name", row.name())
        .put("value", row.value())
        .put("seen", row.seen())
        .build();
  }

  private static Optional<DnsRow> row(Value.Tree tree) {
    var name = tree.text("name");
    var value = tree.text("value");
    return tree.text("type")
        .flatMap(
            type -> name.flatMap(n -> value.map(v -> new DnsRow(type, n, v, tree.isTrue("seen")))));
  }

  private static <T> Value many(List<T> things, Function<T, Value> write) {
    return new Value.Many(things.stream().map(write).toList());
  }

  private static <T> List<T> trees(
      Value.Tree tree, String name, Function<Value.Tree, Optional<T>> read) {
    return tree.items(name).stream()
        .flatMap(item -> item instanceof Value.Tree it ? read.apply(it).stream() : Stream.empty())
        .toList();
  }

  private static boolean isCount(long number) {
    return number >= 0 && number <= Integer.MAX_VALUE;
  }

  private static Optional<Generation> generation(Value.Tree tree, String name) {
    return tree.whole(name).filter(number -> number >= 1).map(Generation::new);
  }

  private static Optional<Instant> time(Value.Tree tree, String name) {
    try {
      return tree.text(name).map(Instant::parse);
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static <E> Optional<E> word(Value.Tree tree, String name, Map<String, E> words) {
    return tree.text(name).flatMap(word -> Optional.ofNullable(words.get(word)));
  }

  private static <E extends Enum<E>> Map<String, E> words(E[] constants) {
    return Arrays.stream(constants).collect(Collectors.toMap(Enum::toString, Function.identity()));
  }
}
