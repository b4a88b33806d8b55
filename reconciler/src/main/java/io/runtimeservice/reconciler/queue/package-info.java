/** Which environment is next. Pure. */
@NullMarked
package io.runtimeservice.reconciler.queue;

import org.jspecify.annotations.NullMarked;
