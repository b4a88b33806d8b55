/** Deliberate faults in our own code, each of which a named test has to find. */
@NullMarked
package io.runtimeservice.reconciler.mutant;

import org.jspecify.annotations.NullMarked;
