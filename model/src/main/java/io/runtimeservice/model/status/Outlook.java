package io.runtimeservice.model.status;

import java.time.Instant;
import java.util.Optional;

/**
 * What happens next.
 *
 * @param nextAction who does what, in a sentence
 * @param nextTryAt when this service looks again by itself; empty if only a mark or the sweep makes
 *     it look
 * @param deadlineAt until when the present change should be done
 * @param attempt how many tries in a row have failed
 */
public record Outlook(
    WaitingOn waitingOn,
    String nextAction,
    Optional<Instant> nextTryAt,
    Optional<Instant> deadlineAt,
    int attempt) {}
