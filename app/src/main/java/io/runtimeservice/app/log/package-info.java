/** How the log is kept short. */
@NullMarked
package io.runtimeservice.app.log;

import org.jspecify.annotations.NullMarked;
