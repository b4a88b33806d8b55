/** What may be done at all: the operators' switches, and the brake. */
@NullMarked
package io.runtimeservice.reconciler.control;

import org.jspecify.annotations.NullMarked;
