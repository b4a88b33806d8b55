/** What time others say it is. */
@NullMarked
package io.runtimeservice.adapters.clock;

import org.jspecify.annotations.NullMarked;
