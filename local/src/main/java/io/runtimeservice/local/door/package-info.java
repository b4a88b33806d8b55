/** The front door: asks for a look at an environment, and plays the Environment Manager. */
@NullMarked
package io.runtimeservice.local.door;

import org.jspecify.annotations.NullMarked;
