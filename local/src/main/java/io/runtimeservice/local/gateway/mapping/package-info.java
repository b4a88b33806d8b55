/** Mapping templates and mapping expressions, evaluated as API Gateway documents them. */
@NullMarked
package io.runtimeservice.local.gateway.mapping;

import org.jspecify.annotations.NullMarked;
