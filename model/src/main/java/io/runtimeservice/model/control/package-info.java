/** What operators have set, and how much was taken away for good lately. */
@NullMarked
package io.runtimeservice.model.control;

import org.jspecify.annotations.NullMarked;
