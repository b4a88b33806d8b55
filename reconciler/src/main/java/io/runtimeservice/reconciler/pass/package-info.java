/** One pass over one environment: look, decide, act, tell. */
@NullMarked
package io.runtimeservice.reconciler.pass;

import org.jspecify.annotations.NullMarked;
