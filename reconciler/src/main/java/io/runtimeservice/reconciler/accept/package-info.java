/** Judges what the table says before anything is done about it. */
@NullMarked
package io.runtimeservice.reconciler.accept;

import org.jspecify.annotations.NullMarked;
