/** Tells repairs of what somebody else has changed from what was asked for. */
@NullMarked
package io.runtimeservice.reconciler.drift;

import org.jspecify.annotations.NullMarked;
