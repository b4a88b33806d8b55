/** Decides: from what is desired and what is observed, what may be done now. Pure. */
@NullMarked
package io.runtimeservice.reconciler.plan;

import org.jspecify.annotations.NullMarked;
