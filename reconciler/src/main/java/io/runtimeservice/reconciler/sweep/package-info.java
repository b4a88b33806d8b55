/** Looks at all environments, so that nothing depends on a mark that came. */
@NullMarked
package io.runtimeservice.reconciler.sweep;

import org.jspecify.annotations.NullMarked;
