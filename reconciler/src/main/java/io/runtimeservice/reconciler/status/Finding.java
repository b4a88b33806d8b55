package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.Truth;

/** What was found of one condition, not yet compared with what was found before. */
record Finding(ConditionType type, Truth truth, Reason reason, String message) {

  static Finding holds(ConditionType type) {
    return holds(type, Reason.AS_DESIRED);
  }

  static Finding holds(ConditionType type, Reason reason) {
    return new Finding(type, Truth.TRUE, reason, reason.sentence());
  }

  static Finding fails(ConditionType type, Trouble trouble) {
    return new Finding(type, Truth.FALSE, trouble.reason(), trouble.message());
  }

  static Finding fails(ConditionType type, Reason reason) {
    return fails(type, Trouble.of(reason));
  }

  static Finding unknown(ConditionType type, Trouble trouble) {
    return new Finding(type, Truth.UNKNOWN, trouble.reason(), trouble.message());
  }
}
