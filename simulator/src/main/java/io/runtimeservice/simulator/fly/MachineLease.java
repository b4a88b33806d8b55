package io.runtimeservice.simulator.fly;

import java.time.Instant;

/**
 * Somebody's lease on a machine.
 *
 * @param nonce what proves that one holds it
 */
public record MachineLease(String nonce, String owner, String version, Instant expiresAt) {}
