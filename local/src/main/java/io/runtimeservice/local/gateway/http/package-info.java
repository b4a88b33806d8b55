/** Calls to what stands behind the gateway: the queue, and the issuer of tokens. */
@NullMarked
package io.runtimeservice.local.gateway.http;

import org.jspecify.annotations.NullMarked;
