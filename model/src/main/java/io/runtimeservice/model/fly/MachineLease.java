package io.runtimeservice.model.fly;

import java.time.Instant;

/** Somebody's lease on a machine; ours are never taken, others' are waited out. */
public record MachineLease(String owner, Instant expiresAt) {}
