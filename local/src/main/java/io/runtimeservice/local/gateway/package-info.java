/**
 * AWS API Gateway, played on this machine: the same {@code openapi.yaml}, the same mapping
 * templates, and the very request to the queue that the integration yields.
 */
@NullMarked
package io.runtimeservice.local.gateway;

import org.jspecify.annotations.NullMarked;
