/** Keeps Fly's rate limits by construction. */
@NullMarked
package io.runtimeservice.reconciler.limit;

import org.jspecify.annotations.NullMarked;
