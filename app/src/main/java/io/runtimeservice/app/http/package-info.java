/** Probes, metrics and the status API. */
@NullMarked
package io.runtimeservice.app.http;

import org.jspecify.annotations.NullMarked;
