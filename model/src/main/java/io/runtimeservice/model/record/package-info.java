/** The records of the shared table, and the one strict codec that reads them. */
@NullMarked
package io.runtimeservice.model.record;

import org.jspecify.annotations.NullMarked;
