/** Holds the right to act, and knows when it ends. */
@NullMarked
package io.runtimeservice.reconciler.lease;

import org.jspecify.annotations.NullMarked;
