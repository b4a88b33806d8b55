/** A secret store in memory, which a test fills, locks and takes down. */
@NullMarked
package io.runtimeservice.simulator.secrets;

import org.jspecify.annotations.NullMarked;
