/** Real processes over a world that fails, and what has to be true of it when it has healed. */
@NullMarked
package io.runtimeservice.local.chaos;

import org.jspecify.annotations.NullMarked;
