/** The pages of {@code docs/generated}, made from what the code declares. */
@NullMarked
package io.runtimeservice.app.reference;

import org.jspecify.annotations.NullMarked;
