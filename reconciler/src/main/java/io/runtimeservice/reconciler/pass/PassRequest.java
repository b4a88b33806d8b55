package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A pass to be made.
 *
 * @param attempt how many passes in a row have ended in trouble
 * @param asked what the marks say that ask for it
 */
public record PassRequest(EnvironmentKey key, Trigger trigger, int attempt, Asked asked) {

  /**
   * What marks say besides which environment is meant.
   *
   * @param first when the first of them was sent
   * @param callers GitHub's ids of the repositories that asked
   */
  public record Asked(Optional<Instant> first, Set<Long> callers) {

    public static final Asked BY_NOBODY = new Asked(Optional.empty(), Set.of());

    public Asked {
      callers = Set.copyOf(callers);
    }
  }
}
