/** The program, put together: the only place that knows everyone. */
@NullMarked
package io.runtimeservice.app;

import org.jspecify.annotations.NullMarked;
