/** Metrics, rules and dashboards, as a real Prometheus has them. */
@NullMarked
package io.runtimeservice.local.monitoring;

import org.jspecify.annotations.NullMarked;
