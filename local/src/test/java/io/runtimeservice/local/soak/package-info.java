/** The service under load for as long as one likes: what it takes of its machine must not grow. */
@NullMarked
package io.runtimeservice.local.soak;

import org.jspecify.annotations.NullMarked;
