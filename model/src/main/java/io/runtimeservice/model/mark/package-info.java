/** Dirty marks: messages that say which environment to look at, and nothing else. */
@NullMarked
package io.runtimeservice.model.mark;

import org.jspecify.annotations.NullMarked;
