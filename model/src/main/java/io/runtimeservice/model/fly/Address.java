package io.runtimeservice.model.fly;

import io.runtimeservice.model.spec.AddressType;

/** An address assigned to an app. */
public record Address(AddressType type, String ip) {}
