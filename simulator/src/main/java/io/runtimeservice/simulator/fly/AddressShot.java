package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.spec.AddressType;
import java.time.Instant;

/** An address of an app. */
public record AddressShot(AddressType type, String ip, String network, Instant createdAt) {}
