package io.runtimeservice.model.spec;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the environment lives and changes.
 *
 * @param expiresAt when a preview is to be deleted; empty for never
 * @param progressDeadline how long a change may take before the environment is called stalled
 */
public record Policy(
    Sleep sleep, Replacement replacement, Optional<Instant> expiresAt, Duration progressDeadline) {

  static final int PROGRESS_DEADLINE_SECONDS_MAX = 86_400;
}
