package io.runtimeservice.model.status;

import io.runtimeservice.model.document.Plain;
import io.runtimeservice.model.id.Generation;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that is true of an environment, or not, or not known.
 *
 * @param message the reason's sentence and its evidence
 * @param observedGeneration the generation that was looked at; empty if it cannot be read
 * @param lastTransitionTime when the truth last flipped; a new reason or message does not move it
 */
public record Condition(
    ConditionType type,
    Truth truth,
    Reason reason,
    String message,
    Optional<Generation> observedGeneration,
    Instant lastTransitionTime) {

  static final int MESSAGE_CHARACTERS_MAX = 500;

  public Condition {
    message = Plain.cut(message, MESSAGE_CHARACTERS_MAX);
  }

  public boolean isTrue() {
    return truth == Truth.TRUE;
  }
}
