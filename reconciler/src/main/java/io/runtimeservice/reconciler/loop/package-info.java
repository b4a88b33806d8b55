/** Runs passes for the environments that are dirty, on one event loop. */
@NullMarked
package io.runtimeservice.reconciler.loop;

import org.jspecify.annotations.NullMarked;
