package io.runtimeservice.local.gateway;

import io.runtimeservice.local.gateway.definition.Route;
import io.runtimeservice.local.gateway.mapping.ContextVariable;
import io.runtimeservice.local.gateway.mapping.Parameters;

/** A request that was let in to its route, with what is known of it. */
record Exchange(
    MethodRequest request, Route route, Parameters parameters, ContextVariable context) {}
