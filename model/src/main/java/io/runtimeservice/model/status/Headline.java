package io.runtimeservice.model.status;

import java.util.List;
import java.util.Optional;

/** Picks, of all conditions, the one to show where there is room for only one. */
final class Headline {

  /** What stands in the way of serving first; a certificate keeps only its host name waiting. */
  private static final List<ConditionType> ORDER =
      List.of(
          ConditionType.ACCEPTED,
          ConditionType.APP_PROVISIONED,
          ConditionType.ADDRESSES_ASSIGNED,
          ConditionType.SECRETS_APPLIED,
          ConditionType.IMAGE_AVAILABLE,
          ConditionType.MACHINES_RUNNING,
          ConditionType.HEALTHY,
          ConditionType.CERTIFICATES_READY,
          ConditionType.SYNCED);

  private Headline() {}

  static Condition of(List<Condition> conditions) {
    return find(conditions, ConditionType.TERMINATING, Truth.TRUE)
        .or(() -> first(conditions, Truth.FALSE))
        .or(() -> first(conditions, Truth.UNKNOWN))
        .or(() -> conditions.stream().filter(c -> c.type() == ConditionType.READY).findFirst())
        .orElseThrow(() -> new IllegalStateException("a status has a Ready condition"));
  }

  private static Optional<Condition> first(List<Condition> conditions, Truth truth) {
    return ORDER.stream().flatMap(type -> find(conditions, type, truth).stream()).findFirst();
  }

  private static Optional<Condition> find(
      List<Condition> conditions, ConditionType type, Truth truth) {
    return conditions.stream()
        .filter(condition -> condition.type() == type && condition.truth() == truth)
        .findFirst();
  }
}
