/** Looks: asks Fly with the fewest calls, and keeps what is known apart from what is not. */
@NullMarked
package io.runtimeservice.reconciler.look;

import org.jspecify.annotations.NullMarked;
