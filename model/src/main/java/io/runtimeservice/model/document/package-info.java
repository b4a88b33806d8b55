/** Trees of plain values, as JSON and the table hold them, and strict reading of them. */
@NullMarked
package io.runtimeservice.model.document;

import org.jspecify.annotations.NullMarked;
