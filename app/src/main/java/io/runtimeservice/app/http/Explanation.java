package io.runtimeservice.app.http;

import io.runtimeservice.model.document.Plain;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.DnsRow;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.Truth;
import io.runtimeservice.model.status.WaitingOn;
import io.runtimeservice.reconciler.status.UnderWay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why an environment is as it is, and what it waits for, as data and as text. */
final class Explanation {

  /** Fields of the status that are given as they are stored. */
  private static final List<String> AS_STORED =
      List.of("image", "conditions", "dns", "updatedAt", "rev");

  /** Longer than any line of ours; what comes from the table or from Fly may be longer. */
  private static final int LINE_CHARACTERS_MAX = 2000;

  private final EnvironmentKey key;
  private final Records records;
  private final EnvironmentView view;
  private final Optional<Status> status;
  private final Optional<Reason> underWay;
  private final boolean busyHere;

  /**
   * An explanation.
   *
   * @param busyHere whether this replica is at it, or is about to be
   */
  Explanation(EnvironmentKey key, Records records, EnvironmentView view, boolean busyHere) {
    this.key = key;
    this.records = records;
    this.view = view;
    this.status = view.status();
    this.underWay = UnderWay.of(key, records.runtime());
    this.busyHere = busyHere;
  }

  Value.Tree tree() {
    var tree =
        Values.tree()
            .put("appId", key.app().value())
            .put("environmentId", key.environment().value())
            .put("state", state().toString())
            .put("reason", reason().toString())
            .put("message", message())
            .put("waitingOn", waitingOn().toString())
            .put("nextAction", nextAction())
            .putTime("nextTryAt", status.flatMap(it -> it.outlook().nextTryAt()))
            .putTime("deadlineAt", status.flatMap(it -> it.outlook().deadlineAt()))
            .put("attempt", status.map(it -> it.outlook().attempt()).orElse(0))
            .put("notTrue", new Value.Many(notTrue().stream().map(Explanation::tree).toList()))
            .putText("url", environment().text("url"))
            .putText("flyApp", runtime().text("flyApp"))
            .putText("holder", runtime().text("owner"))
            .put("epoch", runtime().whole("epoch").orElse(0L))
            .put("openIntents", new Value.Many(runtime().items("intents")))
            .putTime("observedAt", status.map(Status::observedAt))
            .put("busyHere", busyHere)
            .put("text", text());
    environment().whole("generation").ifPresent(it -> tree.put("generation", it));
    status
        .flatMap(Status::observedGeneration)
        .ifPresent(it -> tree.put("observedGeneration", it.value()));
    status
        .flatMap(Status::readyGeneration)
        .ifPresent(it -> tree.put("readyGeneration", it.value()));
    for (String name : AS_STORED) {
      view.statusTree().get(name).ifPresent(it -> tree.put(name, it));
    }
    return tree.build();
  }

  private String text() {
    var lines = new ArrayList<String>();
    lines.add("%s is %s (%s): %s".formatted(key, state(), reason(), message()));
    lines.add("waits for: %s. %s".formatted(waitingOn(), nextAction()));
    unseen().ifPresent(lines::add);
    status.flatMap(it -> it.outlook().nextTryAt()).ifPresent(it -> lines.add("next try: " + it));
    status
        .flatMap(it -> it.outlook().deadlineAt())
        .ifPresent(it -> lines.add("should be done by: " + it));
    late().ifPresent(lines::add);
    lines.add(generations());
    whyNot().forEach((why, conditions) -> lines.add("  " + telling(conditions) + ": " + why));
    for (DnsRow row : status.map(Status::dns).orElse(List.of())) {
      lines.add(
          "  [%s] %s %s %s".formatted(row.seen() ? "x" : " ", row.name(), row.type(), row.value()));
    }
    runtime()
        .text("owner")
        .ifPresent(owner ->
            lines.add(
                "at work: %s, epoch %d".formatted(owner, runtime().whole("epoch").orElse(0L))));
    environment().text("url").ifPresent(url -> lines.add("url: " + url));
    return lines.stream()
        .map(line -> Plain.cut(line, LINE_CHARACTERS_MAX) + "\n")
        .collect(Collectors.joining());
  }

  /** What is said of an older generation may not hold for the one that is wanted. */
  private Optional<String> unseen() {
    long seen = status.flatMap(Status::observedGeneration).map(Generation::value).orElse(0L);
    return environment()
        .whole("generation")
        .filter(wanted -> seen > 0 && wanted > seen)
        .map(wanted ->
            "That was generation %d. Generation %d %s"
                .formatted(
                    seen,
                    wanted,
                    underWay
                        .map(it -> "is being worked on: " + it.sentence())
                        .orElse(
                            "has not been looked at yet: a mark or the next sweep will see to it.")));
  }

  /** That it takes too long is true of it, unlike all else that is in the way. */
  private Optional<String> late() {
    return status
        .flatMap(it -> it.condition(ConditionType.STALLED))
        .filter(Condition::isTrue)
        .map(it ->
            "late since %s: %s (%s)".formatted(it.lastTransitionTime(), it.message(), it.reason()));
  }

  private String generations() {
    return "generation: %s wanted, %s looked at, %s serves"
        .formatted(
            environment().whole("generation").map(String::valueOf).orElse("?"),
            status.flatMap(Status::observedGeneration).map(String::valueOf).orElse("none"),
            status.flatMap(Status::readyGeneration).map(String::valueOf).orElse("none"));
  }

  /** What is not true, by the reason that all of it has in common. */
  private Map<String, List<Condition>> whyNot() {
    return notTrue().stream()
        .collect(
            Collectors.groupingBy(
                it -> it.message() + " (" + it.reason() + ")",
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static String telling(List<Condition> conditions) {
    String all =
        conditions.stream()
            .map(it -> it.type() + " " + it.truth())
            .collect(Collectors.joining(", "));
    return all + " since " + conditions.getFirst().lastTransitionTime();
  }

  private List<Condition> notTrue() {
    return status.map(Status::conditions).orElse(List.of()).stream()
        .filter(it -> it.truth() != Truth.TRUE)
        .filter(it -> it.type() != ConditionType.STALLED && it.type() != ConditionType.TERMINATING)
        .toList();
  }

  private static Value tree(Condition condition) {
    return Values.tree()
        .put("type", condition.type().toString())
        .put("status", condition.truth().toString())
        .put("reason", condition.reason().toString())
        .put("message", condition.message())
        .put("since", Values.time(condition.lastTransitionTime()))
        .build();
  }

  /** While nothing is told yet, what is being made. */
  private Reason reason() {
    return headline().map(Condition::reason).or(() -> underWay).orElse(Reason.NOT_LOOKED);
  }

  private Optional<Condition> headline() {
    return status.map(Status::headline);
  }

  private State state() {
    return status
        .map(Status::state)
        .orElseGet(() -> underWay.isPresent() ? State.PROGRESSING : State.PENDING);
  }

  private WaitingOn waitingOn() {
    return status.map(it -> it.outlook().waitingOn()).orElseGet(reason()::waitingOn);
  }

  private String nextAction() {
    return status.map(it -> it.outlook().nextAction()).orElseGet(reason()::nextAction);
  }

  private String message() {
    return headline().map(Condition::message).orElseGet(reason()::sentence);
  }

  private Value.Tree environment() {
    return records.environment().orElse(Value.Tree.EMPTY);
  }

  private Value.Tree runtime() {
    return records.runtime().orElse(Value.Tree.EMPTY);
  }
}
