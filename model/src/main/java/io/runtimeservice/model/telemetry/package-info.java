/** Metrics, declared once. */
@NullMarked
package io.runtimeservice.model.telemetry;

import org.jspecify.annotations.NullMarked;
