/** The queue of dirty marks in memory, with SQS' visibility and dead letters. */
@NullMarked
package io.runtimeservice.simulator.queue;

import org.jspecify.annotations.NullMarked;
