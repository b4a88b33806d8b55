/** Metrics for Prometheus. */
@NullMarked
package io.runtimeservice.adapters.metrics;

import org.jspecify.annotations.NullMarked;
