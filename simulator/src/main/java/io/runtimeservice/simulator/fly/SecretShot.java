package io.runtimeservice.simulator.fly;

import java.time.Instant;

/** A secret, as far as Fly shows it: never its value. */
public record SecretShot(String name, String digest, Instant createdAt, Instant updatedAt) {}
