/** Secret values and the references that name them. */
@NullMarked
package io.runtimeservice.model.secret;

import org.jspecify.annotations.NullMarked;
