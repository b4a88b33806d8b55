/** The answer to "why is it not ready?": conditions, reasons, and what follows from them. */
@NullMarked
package io.runtimeservice.model.status;

import org.jspecify.annotations.NullMarked;
