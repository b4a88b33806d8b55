/** How long it takes from the front door to a pass. */
@NullMarked
package io.runtimeservice.benchmarks.door;

import org.jspecify.annotations.NullMarked;
