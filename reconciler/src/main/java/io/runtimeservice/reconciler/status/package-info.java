/** Tells: derives the status from what was seen and done. Pure. */
@NullMarked
package io.runtimeservice.reconciler.status;

import org.jspecify.annotations.NullMarked;
