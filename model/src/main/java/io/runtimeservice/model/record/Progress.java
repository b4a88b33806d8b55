package io.runtimeservice.model.record;

import java.time.Instant;

/**
 * Since when the present desired state is known.
 *
 * @param acceptedAt the earlier of its first mark's sending and first sight of it
 */
public record Progress(DesiredVersion version, Instant acceptedAt) {}
