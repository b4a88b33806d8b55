/** The shared table in memory: the same answers as DynamoDB's, at once, and counted. */
@NullMarked
package io.runtimeservice.simulator.table;

import org.jspecify.annotations.NullMarked;
