package io.runtimeservice.model.status;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.id.Generation;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statuses for tests. */
final class Statuses {

  static final Instant SINCE = Instant.parse("2026-11-24T09:00:00Z");
  static final Instant LATER = Instant.parse("2026-11-24T09:05:00Z");

  private Statuses() {}

  static Condition condition(ConditionType type, Truth truth, Reason reason) {
    return new Condition(
        type, truth, reason, reason.sentence(), Optional.of(new Generation(3)), SINCE);
  }

  /** Conditions of every type that all hold, but for those given. */
  static List<Condition> conditions(Map<ConditionType, Condition> but) {
    return Arrays.stream(ConditionType.values())
        .map(type -> but.getOrDefault(type, condition(type, usual(type), Reason.AS_DESIRED)))
        .toList();
  }

  private static Truth usual(ConditionType type) {
    return type == ConditionType.STALLED || type == ConditionType.TERMINATING
        ? Truth.FALSE
        : Truth.TRUE;
  }

  static Status of(Condition... but) {
    var byType = new EnumMap<ConditionType, Condition>(ConditionType.class);
    for (Condition condition : but) {
      byType.put(condition.type(), condition);
    }
    return new Status(
        State.READY,
        Optional.of(new Generation(3)),
        Optional.of(new Generation(2)),
        Optional.of("registry.example/app@sha256:1"),
        conditions(byType),
        new Outlook(WaitingOn.DNS, "Paste the rows.", Optional.of(LATER), Optional.of(LATER), 2),
        List.of(new DnsRow("CNAME", "www.example.com", "app.fly.dev", false)),
        LATER);
  }

  static Status drawn(Draws draws) {
    return new Status(
        draws.oneOf(List.of(State.values())),
        draws.maybe(() -> new Generation(1 + draws.count() / 2)),
        draws.maybe(() -> new Generation(1 + draws.count() / 2)),
        draws.maybe(() -> draws.text(20)),
        Arrays.stream(ConditionType.values()).map(type -> drawn(draws, type)).toList(),
        new Outlook(
            draws.oneOf(List.of(WaitingOn.values())),
            draws.text(20),
            draws.maybe(draws::time),
            draws.maybe(draws::time),
            draws.upTo(1_000_000)),
        draws.some(3, () -> new DnsRow(draws.text(5), draws.text(5), draws.text(5), draws.coin())),
        draws.time());
  }

  private static Condition drawn(Draws draws, ConditionType type) {
    return new Condition(
        type,
        draws.oneOf(List.of(Truth.values())),
        draws.oneOf(List.of(Reason.values())),
        draws.text(600),
        draws.maybe(() -> new Generation(1 + draws.count() / 2)),
        draws.time());
  }
}
