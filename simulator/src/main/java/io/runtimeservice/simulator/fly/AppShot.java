package io.runtimeservice.simulator.fly;

import java.time.Instant;

/** An app as it is at a moment. */
public record AppShot(
    String id,
    String name,
    String organisation,
    String network,
    long machines,
    Instant createdAt) {}
