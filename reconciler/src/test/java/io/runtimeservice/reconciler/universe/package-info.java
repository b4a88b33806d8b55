/** The reconciler in a simulated world: whole passes, from a record to a running app. */
@NullMarked
package io.runtimeservice.reconciler.universe;

import org.jspecify.annotations.NullMarked;
