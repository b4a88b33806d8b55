package io.runtimeservice.local.gateway;

import io.runtimeservice.local.gateway.definition.GatewayResponseType;

/** The gateway answers a request by itself, and sends nothing. */
final class RefusedException extends Exception {

  private final GatewayResponseType type;

  RefusedException(GatewayResponseType type) {
    super(type.name(), null, false, false);
    this.type = type;
  }

  GatewayResponseType type() {
    return type;
  }
}
