/** What is remembered of the sweep: who makes it, how far the feed has come, what was found. */
@NullMarked
package io.runtimeservice.model.sweep;

import org.jspecify.annotations.NullMarked;
