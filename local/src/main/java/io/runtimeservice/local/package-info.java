/**
 * Everything in one process, for trying out: the embedded parts, the service, samples and a live
 * table.
 */
@NullMarked
package io.runtimeservice.local;

import org.jspecify.annotations.NullMarked;
