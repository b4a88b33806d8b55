/** The API as {@code gateway/openapi.yaml} and {@code gateway/template.yaml} define it. */
@NullMarked
package io.runtimeservice.local.gateway.definition;

import org.jspecify.annotations.NullMarked;
